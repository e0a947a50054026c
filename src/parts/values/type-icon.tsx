import ArrowUpRight from 'lucide-solid/icons/arrow-up-right'
import Banknote from 'lucide-solid/icons/banknote'
import Calendar from 'lucide-solid/icons/calendar'
import CalendarClock from 'lucide-solid/icons/calendar-clock'
import CalendarPlus from 'lucide-solid/icons/calendar-plus'
import CalendarSync from 'lucide-solid/icons/calendar-sync'
import CircleDot from 'lucide-solid/icons/circle-dot'
import Eye from 'lucide-solid/icons/eye'
import FingerprintPattern from 'lucide-solid/icons/fingerprint-pattern'
import Globe from 'lucide-solid/icons/globe'
import Hash from 'lucide-solid/icons/hash'
import Hourglass from 'lucide-solid/icons/hourglass'
import Link from 'lucide-solid/icons/link'
import ListChecks from 'lucide-solid/icons/list-checks'
import Mail from 'lucide-solid/icons/mail'
import MapPin from 'lucide-solid/icons/map-pin'
import Paperclip from 'lucide-solid/icons/paperclip'
import Percent from 'lucide-solid/icons/percent'
import Phone from 'lucide-solid/icons/phone'
import Sigma from 'lucide-solid/icons/sigma'
import SquareCheck from 'lucide-solid/icons/square-check'
import SquareFunction from 'lucide-solid/icons/square-function'
import Star from 'lucide-solid/icons/star'
import TextAlignStart from 'lucide-solid/icons/text-align-start'
import Timer from 'lucide-solid/icons/timer'
import Type from 'lucide-solid/icons/type'
import User from 'lucide-solid/icons/user'
import UserPen from 'lucide-solid/icons/user-pen'
import UserPlus from 'lucide-solid/icons/user-plus'
import type { Component } from 'solid-js'
import { Dynamic } from 'solid-js/web'

const ICONS: Record<string, Component<{ size: number }>> = {
  text: Type,
  longText: TextAlignStart,
  number: Hash,
  percent: Percent,
  currency: Banknote,
  checkbox: SquareCheck,
  date: Calendar,
  dateTime: CalendarClock,
  select: CircleDot,
  multiSelect: ListChecks,
  rating: Star,
  email: Mail,
  phone: Phone,
  url: Link,
  location: MapPin,
  country: Globe,
  person: User,
  file: Paperclip,
  reference: ArrowUpRight,
  formula: SquareFunction,
  lookup: Eye,
  rollup: Sigma,
  uniqueId: FingerprintPattern,
  duration: Timer,
  timeInList: Hourglass,
  createdAt: CalendarPlus,
  updatedAt: CalendarSync,
  createdBy: UserPlus,
  updatedBy: UserPen,
}

/** A field type's icon; an unknown type has the one of texts. */
export function TypeIcon(props: { type: string; size?: number }) {
  return <Dynamic component={ICONS[props.type] ?? Type} size={props.size ?? 15} />
}
