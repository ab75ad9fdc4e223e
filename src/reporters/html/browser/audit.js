// Filters the list of changes, moves through it by keys, and keeps the filter in the address. The page holds all text
// already: this script shows and hides elements, and makes no markup.
;(() => {
  const form = element('filter', HTMLFormElement)
  if (form === null) return

  const changes = [...document.querySelectorAll('.change')].filter((one) => one instanceof HTMLElement)
  /** @type {Map<Element, number>} */
  const indexes = new Map(changes.map((change, at) => [change, at]))
  const rows = changes.map((change) => ({
    part: change,
    classes: [...change.querySelectorAll('.facts > b')].map((name) => name.textContent),
    day: change.querySelector('h3 time')?.textContent.slice(0, 10) ?? '',
    flags: change.classList,
    fold: change.closest('details'),
    isShown: true,
  }))
  const bulkCount = rows.filter(({ fold }) => fold !== null).length
  // Bulk changes, each with its members folded in it.
  const groups = [...document.querySelectorAll('.group')]
    .filter((one) => one instanceof HTMLElement)
    .map((part) => ({ part, details: part.querySelector('details'), isShown: true, isOpenedByFilter: false }))
  /** @type {{ titles: string, topic: string }[] | null} */
  let searchTexts = null
  const events = [...document.querySelectorAll('details.event')]
    .filter((one) => one instanceof HTMLElement)
    .map((part) => ({ part, isShown: true, members: changesOf(part) }))
  const countOutput = element('shown', HTMLElement)
  const status = element('status', HTMLElement)
  const noneNote = element('none', HTMLElement)
  const list = element('changes', HTMLElement)
  const keyHelp = element('keys', HTMLDialogElement)
  const keysEnabled = element('keys-on', HTMLInputElement)
  const words = element('f-words', HTMLInputElement)
  let shownCount = changes.length
  let shownBulkCount = bulkCount
  let isFiltered = false
  let current = -1
  let statusTimer = 0
  let addressTimer = 0
  let updateFrame = 0

  form.hidden = false
  // On a small screen the filter is folded, so that the changes are near the top.
  const more = element('more', HTMLDetailsElement)
  if (more !== null && matchMedia('(max-width: 56rem)').matches) more.open = false
  form.addEventListener('input', onFilterInput)
  form.addEventListener('submit', (event) => event.preventDefault())
  element('all', HTMLElement)?.addEventListener('click', () => {
    form.reset()
    onFilterInput()
  })
  element('ask', HTMLElement)?.addEventListener('click', () => keyHelp?.showModal())
  element('f-topic', HTMLElement)?.addEventListener('focus', fillTopics, { once: true })
  document.addEventListener('keydown', onKey)
  for (const { details } of groups) details?.addEventListener('toggle', () => updateVisibility())
  window.addEventListener('hashchange', readAddress)
  readAddress()
  showCount()
  updateVisibility()
  // Prepared while the browser is idle, so that the first letter of a search is fast.
  if ('requestIdleCallback' in window) requestIdleCallback(() => textsOf())

  /**
   * @template {Element} Kind
   * @param {string} id
   * @param {{ new (): Kind }} kind
   */
  function element(id, kind) {
    const found = document.getElementById(id)
    return found instanceof kind ? found : null
  }

  /** Indexes of the changes that an event's titles link to. @param {Element} event */
  function changesOf(event) {
    const found = []
    for (const link of event.querySelectorAll('th a')) {
      const target = document.getElementById((link.getAttribute('href') ?? '').slice(1))
      const at = target === null ? undefined : indexes.get(target)
      if (at !== undefined) found.push(at)
    }
    return found
  }

  /** The searched texts of each change: both titles, one after the other, and the topic. */
  function textsOf() {
    searchTexts ??= changes.map((change) => {
      const title = change.querySelector('.text')
      return {
        titles: `${sideOf(title, 'INS')}\n${sideOf(title, 'DEL')}`,
        topic: normalized(change.querySelector('.topic')?.textContent ?? ''),
      }
    })
    return searchTexts
  }

  /** One of the titles, without the words of screen readers. @param {Node | null} node @param {string} omitted tag of the other title's words */
  function sideOf(node, omitted) {
    let text = ''
    const walk = (/** @type {Node | null} */ inner) => {
      for (let child = inner?.firstChild ?? null; child !== null; child = child.nextSibling) {
        if (child instanceof Text) text += child.data
        else if (child instanceof Element && child.tagName !== omitted && child.className !== 'heard') walk(child)
      }
    }
    walk(node)
    return normalized(text)
  }

  /** @param {string} text */
  function normalized(text) {
    return text.normalize('NFC').toLowerCase()
  }

  function onFilterInput() {
    const isAbove = (list?.getBoundingClientRect().top ?? 0) < 0
    applyFilter()
    if (isAbove) list?.scrollIntoView({ behavior: 'instant' })
    showCount()
    clearTimeout(addressTimer)
    addressTimer = setTimeout(() => writeAddress(''), 200)
  }

  /** Hides the changes that do not match the filter. */
  function applyFilter() {
    const data = new FormData(form ?? undefined)
    const value = (/** @type {string} */ name) => String(data.get(name) ?? '').trim()
    const needles = [...normalized(value('q')).matchAll(/"([^"]+)"?|[^\s"]+/g)].map(
      ([whole, quoted]) => quoted ?? whole,
    )
    const topic = normalized(value('topic'))
    const [classes, severities, flags] = ['class', 'severity', 'flag'].map((name) => data.getAll(name).map(String))
    const [from, to] = [value('from'), value('to')]
    isFiltered = [...data.values()].some((one) => one !== '')
    const texts = needles.length > 0 || topic !== '' ? textsOf() : null
    shownCount = 0
    shownBulkCount = 0
    const folds = new Set()
    for (const [at, row] of rows.entries()) {
      const text = texts?.[at]
      const passes =
        (severities?.length === 0 || severities?.some((one) => row.flags.contains(one))) &&
        (classes?.length === 0 || classes?.some((name) => row.classes.includes(name))) &&
        flags?.every((flag) => row.flags.contains(flag)) &&
        (from === '' || (row.day !== '' && row.day >= from)) &&
        (to === '' || (row.day !== '' && row.day <= to)) &&
        (text === undefined || (needles.every((needle) => text.titles.includes(needle)) && text.topic.includes(topic)))
      row.isShown = passes === true
      if (!row.isShown) continue
      shownCount++
      if (row.fold !== null) {
        shownBulkCount++
        folds.add(row.fold)
      }
    }
    const isAll = shownCount === rows.length
    for (const one of events) one.isShown = isAll || one.members.some((at) => rows[at]?.isShown)
    for (const one of groups) one.isShown = isAll || folds.has(one.details)
    openGroups()
    if (noneNote !== null) noneNote.hidden = shownCount > 0
    updateVisibility()
  }

  /** Shows and hides a limited number of elements, those at the top first, and the others in the next frames. */
  function updateVisibility(maxUpdates = 300) {
    cancelAnimationFrame(updateFrame)
    let left = maxUpdates
    for (const row of [...groups, ...rows, ...events]) {
      if (row.part.hidden !== isVisible(row)) continue
      if (left-- === 0) {
        updateFrame = requestAnimationFrame(() => updateVisibility())
        return
      }
      row.part.hidden = !row.part.hidden
    }
  }

  /**
   * Whether an element is visible. Changes in a closed group are hidden too: opening it lays them out step by step.
   * @param {{ isShown: boolean, fold?: HTMLDetailsElement | null }} row
   */
  function isVisible({ isShown, fold = null }) {
    return isShown && (fold === null || fold.open)
  }

  /** Opens the groups with matching changes. Without a filter it closes the groups that it opened. */
  function openGroups() {
    for (const one of groups) {
      const mustChange = isFiltered ? one.isShown : one.isOpenedByFilter
      if (one.details === null || one.details.open === isFiltered || !mustChange) continue
      one.details.open = isFiltered
      one.isOpenedByFilter = isFiltered
    }
  }

  /** Shows the count at once; screen readers announce it after a pause in typing. */
  function showCount() {
    const [single, allSingle] = [shownCount - shownBulkCount, rows.length - bulkCount]
    const parts = [
      allSingle > 0 || bulkCount === 0 ? `${countOf(single, allSingle)} ${allSingle === 1 ? 'change' : 'changes'}` : '',
      bulkCount > 0 ? `${countOf(shownBulkCount, bulkCount)} in bulk` : '',
    ]
    const text = parts.filter((part) => part !== '').join(', ')
    if (countOutput !== null) countOutput.textContent = text
    clearTimeout(statusTimer)
    statusTimer = setTimeout(() => {
      if (status !== null) status.textContent = `${text} shown`
    }, 500)
  }

  /** @param {number} some @param {number} all */
  function countOf(some, all) {
    const format = new Intl.NumberFormat('en-US')
    return some === all ? `all ${format.format(all)}` : `${format.format(some)} of ${format.format(all)}`
  }

  function fillTopics() {
    const options = element('f-topics', HTMLDataListElement)
    const topics = new Set(changes.map((change) => change.querySelector('.topic')?.textContent ?? ''))
    for (const topic of [...topics].sort()) if (topic !== '') options?.append(new Option('', topic))
  }

  /**
   * Writes the filter into the fragment of the address. A filter has an equals sign; an anchor never has one.
   * @param {string} anchor an anchor that was opened meanwhile, or ''
   */
  function writeAddress(anchor) {
    const state = new URLSearchParams()
    for (const [name, value] of new FormData(form ?? undefined)) if (value !== '') state.append(name, String(value))
    if (anchor !== '' && state.size === 0) return
    if (anchor !== '') state.append('at', anchor)
    const [page] = location.href.split('#')
    const fragment = state.toString()
    if (fragment !== '' || location.hash.includes('='))
      history.replaceState(null, '', `${page}${fragment && '#'}${fragment}`)
  }

  /** Applies the filter of the address, or opens its anchor, though it is hidden or folded. */
  function readAddress() {
    const anchor = location.hash.slice(1)
    if (anchor !== '' && !anchor.includes('=')) {
      openAnchor(anchor, false)
      return writeAddress(anchor)
    }
    const state = new URLSearchParams(anchor)
    setFilter(state)
    openAnchor(state.get('at') ?? '', true)
  }

  /** @param {string} anchor @param {boolean} mustScroll whether the browser does not scroll by itself */
  function openAnchor(anchor, mustScroll) {
    const target = document.getElementById(anchor)
    if (target === null) return
    const fold = target.closest('details')
    if (fold !== null) fold.open = true
    const at = indexes.get(target)
    if (at !== undefined) current = at
    const hidden = target.closest('[hidden]')
    if (hidden !== null) {
      if (at === undefined || !rows[at]?.isShown) {
        form?.reset()
        applyFilter()
        showCount()
      }
      if (fold !== null) fold.open = true
      updateVisibility(Number.POSITIVE_INFINITY)
    }
    if (mustScroll || hidden !== null || fold !== null) target.scrollIntoView()
  }

  /** @param {URLSearchParams} state */
  function setFilter(state) {
    for (const control of form?.elements ?? []) {
      if (!(control instanceof HTMLInputElement)) continue
      if (control.type === 'checkbox') control.checked = state.getAll(control.name).includes(control.value)
      else control.value = state.get(control.name) ?? ''
    }
    applyFilter()
    showCount()
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || keyHelp?.open) return
    const target = event.target
    if (event.key === 'Escape' && target === words) {
      // Some browsers would clear the field without an input event.
      event.preventDefault()
      return words?.blur()
    }
    if (isTextField(target) || keysEnabled?.checked === false) return
    switch (event.key) {
      case '/':
        event.preventDefault()
        words?.focus()
        words?.select()
        break
      case '?':
        event.preventDefault()
        keyHelp?.showModal()
        break
      case 'j':
      case 'n':
        moveBy(1)
        break
      case 'k':
      case 'p':
        moveBy(-1)
    }
  }

  /** @param {EventTarget | null} target */
  function isTextField(target) {
    return target instanceof HTMLInputElement && target.type !== 'checkbox'
  }

  /** Moves the focus to the next or the previous visible change. @param {1 | -1} by */
  function moveBy(by) {
    const focused = document.activeElement?.closest('.change')
    if (focused) current = indexes.get(focused) ?? current
    let at = current + by
    let row = rows[at]
    while (row !== undefined && !isVisible(row)) {
      at += by
      row = rows[at]
    }
    if (row === undefined) return
    const change = row.part
    current = at
    change.hidden = false
    change.tabIndex = -1
    change.focus({ preventScroll: true })
    change.scrollIntoView({ block: 'start', behavior: 'instant' })
  }
})()
