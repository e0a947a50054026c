import { createContext, useContext } from 'solid-js'
import type { ListAnswer, ProjectAnswer } from '../../../core/api/answers.ts'
import type { Board } from './board-store.ts'
import type { Column } from './board-types.ts'
import type { CardLayout } from './card-layout.ts'

/** What cards and columns need from their board. */
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
  /** the card that is dragged, and its drop target */
  draggedCard: () => string | undefined
  dropTarget: () => { list: string; index: number; height: number } | undefined
  /** a column as it would be if the dragged card were dropped where it is held */
  asDropped: (column: Column) => Column
  isFolded: (list: ListAnswer) => boolean
  setFolded: (list: ListAnswer, folded: boolean) => void
  /** opens a folded list for the moment */
  peek: (list: string | undefined) => void
  tabStop: () => string | undefined
  setTabStop: (id: string) => void
  onCardKey: (event: KeyboardEvent, id: string) => void
  scrollAreas: Map<string, ScrollArea>
  mayEdit: () => boolean
  /** the workspace's day: what is due is late by that, wherever the reader sits */
  today: () => string
}

/** The scrollable part of a column, for drag and drop. */
export interface ScrollArea {
  scroller: HTMLElement
  /** index at which a card dropped at this y would be inserted */
  indexAt: (clientY: number) => number
  scrollToIndex: (index: number) => void
}

export const BoardContext = createContext<BoardTools>()

export function useBoard(): BoardTools {
  const tools = useContext(BoardContext)
  if (!tools) throw new Error('a card needs a board')
  return tools
}
