// Narrows the list of changes, walks through it by keys, and keeps what is chosen in the address. All of the text is in the
// page already: this hides and shows, and makes no markup.
;(() => {
  const form = element('filter', HTMLFormElement)
  if (form === null) return

  const changes = [...document.querySelectorAll('.change')].filter((one) => one instanceof HTMLElement)
  /** @type {Map<Element, number>} */
  const places = new Map(changes.map((change, at) => [change, at]))
  const rows = changes.map((change) => ({
    part: change,
    kinds: [...change.querySelectorAll('.facts > b')].map((kind) => kind.textContent),
    day: change.querySelector('h3 time')?.textContent.slice(0, 10) ?? '',
    marks: change.classList,
    fold: change.closest('details'),
    isShown: true,
  }))
  const inGroups = rows.filter(({ fold }) => fold !== null).length
  // those that were made at once, folded under what was done
  const groups = [...document.querySelectorAll('.group')]
    .filter((one) => one instanceof HTMLElement)
    .map((part) => ({ part, details: part.querySelector('details'), isShown: true, isOpened: false }))
  /** @type {{ titles: string, topic: string }[] | null} */
  let texts = null
  const events = [...document.querySelectorAll('details.event')]
    .filter((one) => one instanceof HTMLElement)
    .map((part) => ({ part, isShown: true, own: changesOf(part) }))
  const shown = element('shown', HTMLElement)
  const told = element('told', HTMLElement)
  const none = element('none', HTMLElement)
  const list = element('changes', HTMLElement)
  const keys = element('keys', HTMLDialogElement)
  const keysWork = element('keys-on', HTMLInputElement)
  const words = element('f-words', HTMLInputElement)
  const asked = ['class', 'severity', 'flag']
  let number = changes.length
  let numberInGroups = inGroups
  let isNarrowed = false
  let current = -1
  let telling = 0
  let keeping = 0
  let settling = 0

  form.hidden = false
  // on a small screen what is read comes before what narrows it
  const more = element('more', HTMLDetailsElement)
  if (more !== null && matchMedia('(max-width: 56rem)').matches) more.open = false
  form.addEventListener('input', chosen)
  form.addEventListener('submit', (event) => event.preventDefault())
  element('all', HTMLElement)?.addEventListener('click', () => {
    form.reset()
    chosen()
  })
  element('ask', HTMLElement)?.addEventListener('click', () => keys?.showModal())
  element('f-topic', HTMLElement)?.addEventListener('focus', offerTopics, { once: true })
  document.addEventListener('keydown', pressed)
  for (const { details } of groups) details?.addEventListener('toggle', () => settle())
  window.addEventListener('hashchange', followAddress)
  followAddress()
  say()
  settle()
  // made when there is nothing else to do, so that the first letter finds it ready
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

  /** Numbers of the changes that an event's titles link to. @param {Element} event */
  function changesOf(event) {
    const numbers = []
    for (const link of event.querySelectorAll('th a')) {
      const target = document.getElementById((link.getAttribute('href') ?? '').slice(1))
      const at = target === null ? undefined : places.get(target)
      if (at !== undefined) numbers.push(at)
    }
    return numbers
  }

  /** What is looked through: both titles, each as it reads by itself. */
  function textsOf() {
    texts ??= changes.map((change) => {
      const title = change.querySelector('.text')
      return {
        titles: `${sideOf(title, 'INS')}\n${sideOf(title, 'DEL')}`,
        topic: folded(change.querySelector('.topic')?.textContent ?? ''),
      }
    })
    return texts
  }

  /** One of the titles, without what only the other has, and without our words. @param {Node | null} node @param {string} left */
  function sideOf(node, left) {
    let text = ''
    const walk = (/** @type {Node | null} */ inner) => {
      for (let child = inner?.firstChild ?? null; child !== null; child = child.nextSibling) {
        if (child instanceof Text) text += child.data
        else if (child instanceof Element && child.tagName !== left && child.className !== 'heard') walk(child)
      }
    }
    walk(node)
    return folded(text)
  }

  /** @param {string} text */
  function folded(text) {
    return text.normalize('NFC').toLowerCase()
  }

  function chosen() {
    const isAbove = (list?.getBoundingClientRect().top ?? 0) < 0
    apply()
    if (isAbove) list?.scrollIntoView({ behavior: 'instant' })
    say()
    clearTimeout(keeping)
    keeping = setTimeout(() => keepAddress(''), 200)
  }

  /** Hides what does not have all that is chosen. */
  function apply() {
    const data = new FormData(form ?? undefined)
    const value = (/** @type {string} */ name) => String(data.get(name) ?? '').trim()
    const needles = [...folded(value('q')).matchAll(/"([^"]+)"?|[^\s"]+/g)].map(([whole, quoted]) => quoted ?? whole)
    const topic = folded(value('topic'))
    const [kinds, severities, flags] = asked.map((name) => data.getAll(name).map(String))
    const [from, to] = [value('from'), value('to')]
    isNarrowed = [...data.values()].some((one) => one !== '')
    const looked = needles.length > 0 || topic !== '' ? textsOf() : null
    number = 0
    numberInGroups = 0
    const found = new Set()
    for (const [at, row] of rows.entries()) {
      const text = looked?.[at]
      const passes =
        (severities?.length === 0 || severities?.some((one) => row.marks.contains(one))) &&
        (kinds?.length === 0 || kinds?.some((kind) => row.kinds.includes(kind))) &&
        flags?.every((flag) => row.marks.contains(flag)) &&
        (from === '' || (row.day !== '' && row.day >= from)) &&
        (to === '' || (row.day !== '' && row.day <= to)) &&
        (text === undefined || (needles.every((needle) => text.titles.includes(needle)) && text.topic.includes(topic)))
      row.isShown = passes === true
      if (!row.isShown) continue
      number++
      if (row.fold !== null) {
        numberInGroups++
        found.add(row.fold)
      }
    }
    const all = number === rows.length
    for (const one of events) one.isShown = all || one.own.some((at) => rows[at]?.isShown)
    for (const one of groups) one.isShown = all || found.has(one.details)
    unfold()
    if (none !== null) none.hidden = number > 0
    settle()
  }

  /** Hides and shows so many at once that a frame is not missed, those at the top first, and the others in the next frames. */
  function settle(most = 300) {
    cancelAnimationFrame(settling)
    let left = most
    for (const row of [...groups, ...rows, ...events]) {
      if (row.part.hidden !== isReachable(row)) continue
      if (left-- === 0) {
        settling = requestAnimationFrame(() => settle())
        return
      }
      row.part.hidden = !row.part.hidden
    }
  }

  /**
   * Whether a part is to be seen. What is folded away is hidden too, so that much of it is not laid out at once when it is unfolded.
   * @param {{ isShown: boolean, fold?: HTMLDetailsElement | null }} part
   */
  function isReachable({ isShown, fold = null }) {
    return isShown && (fold === null || fold.open)
  }

  /** Opens the groups in which something was found, and when all is shown again closes those that nobody else opened. */
  function unfold() {
    for (const one of groups) {
      const changes = isNarrowed ? one.isShown : one.isOpened
      if (one.details === null || one.details.open === isNarrowed || !changes) continue
      one.details.open = isNarrowed
      one.isOpened = isNarrowed
    }
  }

  /** Shows the count at once, and has it said when the typing rests. */
  function say() {
    const [singly, single] = [number - numberInGroups, rows.length - inGroups]
    const parts = [
      single > 0 || inGroups === 0 ? `${shareOf(singly, single)} ${single === 1 ? 'change' : 'changes'}` : '',
      inGroups > 0 ? `${shareOf(numberInGroups, inGroups)} made at once` : '',
    ]
    const text = parts.filter((part) => part !== '').join(', ')
    if (shown !== null) shown.textContent = text
    clearTimeout(telling)
    telling = setTimeout(() => {
      if (told !== null) told.textContent = `${text} shown`
    }, 500)
  }

  /** @param {number} some @param {number} all */
  function shareOf(some, all) {
    const format = new Intl.NumberFormat('en-US')
    return some === all ? `all ${format.format(all)}` : `${format.format(some)} of ${format.format(all)}`
  }

  function offerTopics() {
    const list = element('f-topics', HTMLDataListElement)
    const topics = new Set(changes.map((change) => change.querySelector('.topic')?.textContent ?? ''))
    for (const topic of [...topics].sort()) if (topic !== '') list?.append(new Option('', topic))
  }

  /**
   * What is chosen, as the part of the address that goes nowhere; an anchor never has an equals sign.
   * @param {string} place an anchor that was gone to meanwhile, or ''
   */
  function keepAddress(place) {
    const state = new URLSearchParams()
    for (const [name, value] of new FormData(form ?? undefined)) if (value !== '') state.append(name, String(value))
    if (place !== '' && state.size === 0) return
    if (place !== '') state.append('at', place)
    const [page] = location.href.split('#')
    const fragment = state.toString()
    if (fragment !== '' || location.hash.includes('='))
      history.replaceState(null, '', `${page}${fragment && '#'}${fragment}`)
  }

  /** Takes up a state from the address, or leads to a place of the page though it is hidden or folded. */
  function followAddress() {
    const anchor = location.hash.slice(1)
    if (anchor !== '' && !anchor.includes('=')) {
      goTo(anchor, false)
      return keepAddress(anchor)
    }
    const state = new URLSearchParams(anchor)
    takeUp(state)
    goTo(state.get('at') ?? '', true)
  }

  /** @param {string} anchor @param {boolean} always whether the browser does not go there by itself */
  function goTo(anchor, always) {
    const target = document.getElementById(anchor)
    if (target === null) return
    const folded = target.closest('details')
    if (folded !== null) folded.open = true
    const at = places.get(target)
    if (at !== undefined) current = at
    const hidden = target.closest('[hidden]')
    if (hidden !== null) {
      if (at === undefined || !rows[at]?.isShown) {
        form?.reset()
        apply()
        say()
      }
      if (folded !== null) folded.open = true
      settle(Number.POSITIVE_INFINITY)
    }
    if (always || hidden !== null || folded !== null) target.scrollIntoView()
  }

  /** @param {URLSearchParams} state */
  function takeUp(state) {
    for (const control of form?.elements ?? []) {
      if (!(control instanceof HTMLInputElement)) continue
      if (control.type === 'checkbox') control.checked = state.getAll(control.name).includes(control.value)
      else control.value = state.get(control.name) ?? ''
    }
    apply()
    say()
  }

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || keys?.open) return
    const target = event.target
    if (event.key === 'Escape' && target === words) {
      // some browsers would empty the box, and tell nobody
      event.preventDefault()
      return words?.blur()
    }
    if (isTyping(target) || keysWork?.checked === false) return
    switch (event.key) {
      case '/':
        event.preventDefault()
        words?.focus()
        words?.select()
        break
      case '?':
        event.preventDefault()
        keys?.showModal()
        break
      case 'j':
      case 'n':
        step(1)
        break
      case 'k':
      case 'p':
        step(-1)
    }
  }

  /** @param {EventTarget | null} target */
  function isTyping(target) {
    return target instanceof HTMLInputElement && target.type !== 'checkbox'
  }

  /** To the next change that is shown, or the one before. @param {1 | -1} by */
  function step(by) {
    const focused = document.activeElement?.closest('.change')
    if (focused) current = places.get(focused) ?? current
    let at = current + by
    let row = rows[at]
    while (row !== undefined && !isReachable(row)) {
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
