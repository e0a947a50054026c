import { fontsInUse } from './fonts.ts'
import { fileName, save } from './save.ts'

const SCALE = 2
/** Nothing of a picture can be clicked. */
const LEFT_OUT = '[data-actions], [data-tip], [hidden]'

/** A chart's card as a PNG, twice as fine as on screen. Throws where the browser makes none. */
export async function savePicture(card: HTMLElement, name: string): Promise<void> {
  const { width, height } = card.getBoundingClientRect()
  const copy = copied(card)
  copy.setAttribute('xmlns', 'http://www.w3.org/1999/xhtml')
  Object.assign(copy.style, { width: `${width}px`, height: `${height}px`, margin: '0', position: 'static' })
  const markup = new XMLSerializer().serializeToString(copy)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><style>${await fontsInUse()}</style><foreignObject width="100%" height="100%">${markup}</foreignObject></svg>`
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = Object.assign(document.createElement('canvas'), { width: width * SCALE, height: height * SCALE })
  const context = canvas.getContext('2d')!
  context.scale(SCALE, SCALE)
  context.drawImage(image, 0, 0)
  const png = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))
  if (png) save(png, fileName(name, 'png'))
}

/** With its looks in it, since a picture has no style sheet; what is painted becomes an image. */
function copied(element: HTMLElement | SVGElement): HTMLElement {
  if (element instanceof HTMLCanvasElement) {
    const image = new Image()
    image.src = element.toDataURL()
    dress(element, image)
    return image
  }
  const copy = element.cloneNode(false) as HTMLElement
  dress(element, copy)
  for (const child of element.childNodes) {
    if (child instanceof Element) {
      if (!child.matches(LEFT_OUT)) copy.append(copied(child as HTMLElement))
    } else copy.append(child.cloneNode())
  }
  return copy
}

function dress(from: Element, to: HTMLElement): void {
  const style = getComputedStyle(from)
  to.removeAttribute('class')
  for (const name of style) to.style.setProperty(name, style.getPropertyValue(name))
  // What scrolls on screen shows its beginning.
  if (style.overflow !== 'visible') to.style.overflow = 'hidden'
}
