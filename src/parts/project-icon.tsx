import BriefcaseBusiness from 'lucide-solid/icons/briefcase-business'
import Building from 'lucide-solid/icons/building'
import FileText from 'lucide-solid/icons/file-text'
import Folder from 'lucide-solid/icons/folder'
import Handshake from 'lucide-solid/icons/handshake'
import Target from 'lucide-solid/icons/target'
import Truck from 'lucide-solid/icons/truck'
import Users from 'lucide-solid/icons/users'
import type { Component } from 'solid-js'
import { Dynamic } from 'solid-js/web'

const ICONS: Record<string, Component<{ size: number }>> = {
  briefcase: BriefcaseBusiness,
  building: Building,
  file: FileText,
  folder: Folder,
  handshake: Handshake,
  target: Target,
  truck: Truck,
  users: Users,
}

export const ICON_NAMES = Object.keys(ICONS)

/** A project's icon by its name; an unknown name is a folder. */
export function ProjectIcon(props: { icon: string }) {
  return <Dynamic component={ICONS[props.icon] ?? Folder} size={16} />
}
