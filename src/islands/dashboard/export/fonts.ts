/** The page's fonts that are in use, as a style sheet that needs nothing from outside. */
export async function fontsInUse(): Promise<string> {
  const loaded = [...document.fonts].filter(({ status }) => status === 'loaded')
  const rules = [...document.styleSheets].flatMap(rulesOf)
  const used = rules.filter(({ style }) =>
    loaded.some(
      ({ family, unicodeRange }) =>
        bare(family) === bare(style.getPropertyValue('font-family')) &&
        unicodeRange === style.getPropertyValue('unicode-range'),
    ),
  )
  return (await Promise.all(used.map(embedded))).join('\n')
}

const bare = (family: string): string => family.replaceAll(/["']/g, '')

function rulesOf(sheet: CSSStyleSheet): CSSFontFaceRule[] {
  const within = (rules: CSSRuleList): CSSFontFaceRule[] =>
    [...rules].flatMap((rule) => {
      if (rule instanceof CSSFontFaceRule) return [rule]
      return rule instanceof CSSGroupingRule ? within(rule.cssRules) : []
    })
  return within(sheet.cssRules)
}

async function embedded({ cssText, parentStyleSheet }: CSSFontFaceRule): Promise<string> {
  const path = /url\("?([^")]+)"?\)/.exec(cssText)?.[1]
  if (!path) return ''
  const answer = await fetch(new URL(path, parentStyleSheet?.href ?? document.baseURI))
  if (!answer.ok) return ''
  const url = await dataUrl(await answer.blob())
  return cssText.replace(/url\("?[^")]+"?\)/, `url("${url}")`)
}

const dataUrl = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(blob)
  })
