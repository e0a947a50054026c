/** A screen that doesn't say when it is there. */
const AT_LATEST = 1500

let resolveShown = () => {}
const screenShown = new Promise<void>((resolve) => {
  resolveShown = resolve
})
if (typeof window !== 'undefined') setTimeout(resolveShown, AT_LATEST)

/** The screen shows what it is for: from now on there is time for the rest. */
export const noteScreenShown = (): void => void requestAnimationFrame(resolveShown)

/** Loads what is not needed to see and use the first screen (menus, what follows others) once that is there. */
export const afterScreen = <T>(load: () => Promise<T>): Promise<T> => screenShown.then(load)
