// The side bar: which vault, the screens, the open disputes, and at the foot whether the vault is whole.
import { useAnswer, useDesk, useRoute, routeTo, type Screen } from "../state";
import { Icon, type IconName } from "../components";
import { m, number } from "../text";
import { NavFoot } from "./NavFoot";
import { VaultSwitcher } from "./VaultSwitcher";

export const SCREENS: { screen: Screen; icon: IconName; word: () => string }[] = [
  { screen: "evidence", icon: "layers", word: () => m.shell_nav_evidence() },
  { screen: "disputes", icon: "scale", word: () => m.shell_nav_disputes() },
  { screen: "verify", icon: "shield-check", word: () => m.shell_nav_verify() },
  { screen: "settings", icon: "settings", word: () => m.shell_nav_settings() },
];

export function NavList() {
  const { screen, rest } = useRoute();
  const { vault } = useDesk();
  const { answer } = useAnswer("dispute_list", null, { nouns: ["dispute", "vault"], enabled: vault.state === "open" });
  const open = (answer?.disputes ?? []).filter((dispute) => dispute.state === "open").reverse();
  const counts: Partial<Record<Screen, number>> = { evidence: vault.items, disputes: vault.disputes };
  // An open dispute is marked in its own list only.
  const marked = screen === "disputes" && open.some((dispute) => dispute.name === rest[0]);
  const current = screen === "case" ? "verify" : screen;
  return (
    <nav className="nav" aria-label={m.shell_nav()}>
      <VaultSwitcher />
      <ul className="nav-screens">
        {SCREENS.map((one, index) => (
          <li key={one.screen}>
            <a
              href={`#/${one.screen}`}
              aria-current={current !== one.screen ? undefined : marked ? "true" : "page"}
              title={`${one.word()}  Alt+${index + 1}`}
            >
              <Icon name={one.icon} />
              <span className="nav-word">{one.word()}</span>
              {(counts[one.screen] ?? 0) > 0 && <span className="nav-count">{number(counts[one.screen] ?? 0)}</span>}
            </a>
          </li>
        ))}
      </ul>
      {open.length > 0 && (
        <div className="nav-disputes">
          <h2 id="open-disputes">{m.shell_open_disputes()}</h2>
          <ul aria-labelledby="open-disputes">
            {open.map((dispute) => (
              <li key={dispute.id}>
                <a
                  href={`#/${routeTo("disputes", dispute.name)}`}
                  aria-current={screen === "disputes" && rest[0] === dispute.name ? "page" : undefined}
                  title={dispute.title}
                >
                  <span className="nav-word">{dispute.title}</span>
                  <span className="nav-count">{number(dispute.exhibits)}</span>
                </a>
              </li>
            ))}
          </ul>
        </div>
      )}
      <NavFoot />
    </nav>
  );
}
