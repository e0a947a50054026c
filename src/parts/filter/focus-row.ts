/** Focuses the value of a condition, its operator if it takes no value, or the Add button if there is no such row. */
export function focusRow(box: HTMLElement, row?: number): void {
  const part = box.querySelector(`[data-row="${row}"], [data-group="${row}"]`)
  const find = (selector: string) => part?.querySelector<HTMLElement>(selector)
  const control =
    find('[data-value] :is(input, select, button)') ??
    find('select') ??
    box.querySelector<HTMLElement>(':scope > [data-add] button, :scope > [data-group] > [data-add] button')
  control?.focus()
}
