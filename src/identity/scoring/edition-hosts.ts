/**
 * Hosts under which a publisher serves the same articles at the same paths, by the country or the age of a link, each with
 * the one that stands for all. A host is here only where the path alone tells the article.
 */
const editionHosts: Readonly<Record<string, string>> = {
  'bbc.co.uk': 'bbc.com',
  'cnn.com': 'edition.cnn.com us.cnn.com',
  'reuters.com': 'uk.reuters.com in.reuters.com af.reuters.com ca.reuters.com us.reuters.com reuters.co.uk',
  'theguardian.com': 'guardian.co.uk',
  'huffpost.com': 'huffingtonpost.com',
}

const mainHosts = new Map(
  Object.entries(editionHosts).flatMap(([main, hosts]) => hosts.split(' ').map((host) => [host, main] as const)),
)

/** The host that stands for all under which its publisher serves the same articles; most stand for themselves. */
export function mainHostOf(host: string): string {
  return mainHosts.get(host) ?? host
}
