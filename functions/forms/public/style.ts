import type { FormDefinition } from '../../../src/core/api/form/index.ts'

const ACCENT = '#0b6b6f'

/**
 * The looks of a form: on its own page, and taken along into other pages, where it has their fonts, colours and width. So all of it
 * is relative to what is around.
 */
export function styleOf({ accent, background }: FormDefinition['colors']): string {
  const color = accent ?? ACCENT
  const ground = background ?? '#fff'
  return `.tonle{--a:${color};--b:${inkOn(color)}${background ? `;background:${ground};color:${inkOn(ground)};padding:20px;border-radius:8px` : ''}}${STYLE}`
}

/** Black or white, whichever is read better on it (WCAG's contrast). */
function inkOn(hex: string): string {
  const [r, g, b] = [1, 3, 5].map((offset) => {
    const part = Number.parseInt(hex.slice(offset, offset + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? '#000' : '#fff'
}

const STYLE = `
body{margin:0;background:#fff;color:#1d2529;font:16px/1.5 system-ui,"Noto Sans Khmer","Khmer OS",sans-serif}
body>.tonle{max-width:35rem;margin:0 auto;padding:16px 20px}
.tonle,.tonle *{box-sizing:border-box}
.tonle{line-height:1.5;text-align:start;overflow-wrap:anywhere}
:lang(km).tonle{line-height:1.7}
.tonle img{display:block;max-width:100%;height:56px;object-fit:contain;object-position:left;margin:0 0 18px}
.tonle h1{font-size:1.5em;line-height:1.4;margin:0 0 18px}
.tonle p{margin:0 0 18px;white-space:pre-line}
.f{margin:0 0 18px;padding:0;border:0;min-width:0}
.f[hidden],.h{display:none}
.f>label:not(.o),legend{display:block;padding:0;margin:0 0 4px;font-weight:600}
.f small{display:block;font-size:.875em;opacity:.75;margin:0 0 4px}
i{font-style:normal;font-weight:400;opacity:.7}
input,select,textarea,button{font:inherit;color:inherit;letter-spacing:inherit}
.f>input,select,textarea{display:block;width:100%;min-height:44px;padding:8px 12px;border:1px solid color-mix(in srgb,currentColor 55%,transparent);border-radius:6px;background:#fff;color:#1d2529}
textarea{min-height:118px;resize:vertical}
.f>input[type=file]{padding:9px 12px}
.o{display:flex;gap:10px;align-items:flex-start;min-height:32px;padding:4px 0;font-weight:400}
.s{display:flex;flex-wrap:wrap;gap:4px 20px}
.o input{flex:none;width:20px;height:20px;margin:2px 0 0;accent-color:var(--a)}
:focus-visible{outline:2px solid var(--a);outline-offset:2px}
[aria-invalid=true]{border-color:#c62828!important}
.e{color:color-mix(in srgb,#d32f2f 70%,currentColor);font-size:.875em;margin:4px 0 0!important;font-weight:600}
.e:empty,.m:empty{display:none}
.m{border-inline-start:4px solid var(--a);padding:8px 12px;background:color-mix(in srgb,var(--a) 10%,transparent)}
.tonle button{min-height:46px;padding:0 24px;border:0;border-radius:6px;background:var(--a);color:var(--b);font-weight:600;cursor:pointer}
button:disabled{opacity:.6;cursor:default}
.l{box-sizing:border-box;max-width:35rem;margin:0 auto;padding:14px 20px;font-size:.875em;line-height:1.7}
.l a{color:inherit;margin-inline-end:16px}
`.replace(/\n/g, '')
