// Outline icons (Lucide, ISC licence), by name. They carry no meaning alone: a word stands beside them or labels the button.
import {
  ArrowDownUp, ArrowLeft, ArrowRight, AudioLines, Bell, Box, Calendar, Camera, Check, ChevronDown, ChevronLeft,
  ChevronRight, ChevronUp, CircleQuestionMark, ClipboardPaste, Clock, Copy, Download, Ellipsis, ExternalLink, Eye, EyeOff,
  File, FileArchive, FilePlus, FileText, FolderOpen, FolderPlus, GitCompare, Globe, GripVertical, HardDrive, History,
  Image, Info, Keyboard, KeyRound, Languages, Layers, LayoutGrid, List, ListChecks, LoaderCircle, Mail, Maximize,
  MessageSquare, Minimize2, Minus, Monitor, Moon, Package, PanelRight, Pause, Pencil, Play, Plus, Printer, Receipt,
  RefreshCw, RotateCcw, RotateCw, Save, Scale, Search, Send, Settings, Shield, ShieldCheck, ShoppingBag, SlidersHorizontal,
  Sun, Tag, Trash2, Undo2, Upload, Video, WifiOff, X, ZoomIn, ZoomOut, type LucideIcon,
} from "lucide-react";

const ICONS = {
  "arrow-down-up": ArrowDownUp, "arrow-left": ArrowLeft, "arrow-right": ArrowRight, audio: AudioLines, bell: Bell, box: Box,
  calendar: Calendar, camera: Camera, check: Check, "chevron-down": ChevronDown, "chevron-left": ChevronLeft,
  "chevron-right": ChevronRight, "chevron-up": ChevronUp, help: CircleQuestionMark, paste: ClipboardPaste, clock: Clock,
  copy: Copy, download: Download, more: Ellipsis, "external-link": ExternalLink, eye: Eye, "eye-off": EyeOff, file: File,
  "file-archive": FileArchive, "file-plus": FilePlus, "file-text": FileText, "folder-open": FolderOpen,
  "folder-plus": FolderPlus, compare: GitCompare, globe: Globe, grip: GripVertical, "hard-drive": HardDrive,
  history: History, image: Image, info: Info, keyboard: Keyboard, key: KeyRound, languages: Languages, layers: Layers,
  grid: LayoutGrid, list: List, "list-checks": ListChecks, busy: LoaderCircle, mail: Mail, maximize: Maximize,
  message: MessageSquare, minimize: Minimize2, minus: Minus, monitor: Monitor, moon: Moon, package: Package,
  panel: PanelRight, pause: Pause, pencil: Pencil, play: Play, plus: Plus, printer: Printer, receipt: Receipt,
  refresh: RefreshCw, "rotate-left": RotateCcw, "rotate-right": RotateCw, save: Save, scale: Scale, search: Search,
  send: Send, settings: Settings, shield: Shield, "shield-check": ShieldCheck, bag: ShoppingBag, sliders: SlidersHorizontal,
  sun: Sun, tag: Tag, trash: Trash2, undo: Undo2, upload: Upload, video: Video, "wifi-off": WifiOff, x: X,
  "zoom-in": ZoomIn, "zoom-out": ZoomOut,
} satisfies Record<string, LucideIcon>;

export type IconName = keyof typeof ICONS;

export function Icon({ name, size = 16, className }: { name: IconName; size?: number; className?: string }) {
  const Outline = ICONS[name];
  return (
    <Outline
      className={className === undefined ? "icon" : `icon ${className}`}
      size={size}
      strokeWidth={size >= 24 ? 1.5 : size >= 20 ? 1.6 : size <= 14 ? 1.9 : 1.75}
      aria-hidden="true"
      focusable="false"
    />
  );
}
