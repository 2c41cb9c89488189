// Settings: pages at the left, one page at the right.
import type { ComponentType } from "react";
import { Icon, type IconName } from "../../components";
import { m } from "../../text";
import { AboutPage } from "./AboutPage";
import { ClocksPage } from "./ClocksPage";
import { GeneralPage } from "./GeneralPage";
import { KeyPage } from "./KeyPage";
import { VaultsPage } from "./VaultsPage";
import "./settings.css";

const PAGES: { id: string; icon: IconName; word: () => string; Page: ComponentType }[] = [
  { id: "general", icon: "sliders", word: () => m.settings_general(), Page: GeneralPage },
  { id: "vaults", icon: "hard-drive", word: () => m.settings_vaults(), Page: VaultsPage },
  { id: "key", icon: "key", word: () => m.settings_key(), Page: KeyPage },
  { id: "clocks", icon: "clock", word: () => m.settings_clocks(), Page: ClocksPage },
  { id: "about", icon: "help", word: () => m.settings_about(), Page: AboutPage },
];

export function SettingsView({ page }: { page: string }) {
  const shown = PAGES.find((one) => one.id === page) ?? PAGES[0];
  if (shown === undefined) return null;
  const { Page } = shown;
  return (
    <div className="settings">
      <nav className="settings-nav" aria-label={m.settings_title()} data-pane>
        <h1>{m.settings_title()}</h1>
        <ul>
          {PAGES.map((one) => (
            <li key={one.id}>
              <a href={`#/settings/${one.id}`} aria-current={one.id === shown.id ? "page" : undefined}>
                <Icon name={one.icon} />
                <span>{one.word()}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="settings-page" data-pane>
        <h2 className="settings-title">{shown.word()}</h2>
        <Page />
      </div>
    </div>
  );
}
