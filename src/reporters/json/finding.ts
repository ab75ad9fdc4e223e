import type { Finding } from '../../model/finding.ts'

export function findingJson({ rule, name, severity, message, path, line, expected, actual }: Finding) {
  return { rule, name, severity, message, path, line, expected, actual }
}
