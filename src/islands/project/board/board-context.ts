import { createContext, useContext } from 'solid-js'
import type { ProjectAnswer } from '../../../core/api/answers.ts'
import type { Board } from './board-store.ts'
import type { CardLayout } from './card-layout.ts'

/** What cards and columns ask of the board they stand on. */
export interface BoardTools {
  project: () => ProjectAnswer
  store: Board
  layout: () => CardLayout
  hrefOf: (record: string) => string
  openRecord: () => string | undefined
  isTagSelected: (id: string) => boolean
  toggleTag: (id: string) => void
  /** the card lifted by keyboard */
  liftedCard: () => string | undefined
  /** the card in the pointer's hand, and where it would land */
  draggedCard: () => string | undefined
  dropTarget: () => { list: string; index: number; height: number } | undefined
  tabStop: () => string | undefined
  setTabStop: (id: string) => void
  onCardKey: (event: KeyboardEvent, id: string) => void
  scrollAreas: Map<string, ScrollArea>
  mayEdit: () => boolean
}

/** A column's scrolling part as the drag sees it. */
export interface ScrollArea {
  scroller: HTMLElement
  /** where a card dropped at this height of the window would stand */
  indexAt: (clientY: number) => number
  scrollToIndex: (index: number) => void
}

export const BoardContext = createContext<BoardTools>()

export function useBoard(): BoardTools {
  const tools = useContext(BoardContext)
  if (!tools) throw new Error('a card needs a board')
  return tools
}
