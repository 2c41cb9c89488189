// Which version this is, what it promises and does not do, and the licences of everything inside.
import { useState } from "react";
import type { LicensedPackage } from "../../bridge";
import { Button, Dialog, ErrorNote, Panel, SearchField } from "../../components";
import { Logo } from "../../frame/Logo";
import { useAnswer, useDesk } from "../../state";
import { m } from "../../text";

/** Of a thousand packages one looks at few; the search finds the others. */
const STEP = 100;

export function AboutPage() {
  const { version } = useDesk();
  const { answer, failure, again } = useAnswer("licences_show", null);
  const [find, setFind] = useState("");
  const [shownCount, setShownCount] = useState(STEP);
  const [shown, setShown] = useState<{ title: string; text: string } | null>(null);
  const wanted = find.trim().toLowerCase();
  const packages = (answer?.packages ?? []).filter((one) => `${one.name} ${one.licence}`.toLowerCase().includes(wanted));
  return (
    <>
      <div className="about-head">
        <Logo size={48} />
        <div>
          <p className="about-name">Holdfast</p>
          <p className="setting-body">{m.settings_about_version({ version })}</p>
        </div>
      </div>
      <p className="settings-lead">{m.settings_about_lead()}</p>
      {failure !== null && <ErrorNote failure={failure} onRetry={again} />}
      {answer !== null && (
        <Panel title={m.settings_licences()} count={packages.length}>
          <div className="setting-block">
            <SearchField label={m.settings_licences_find()} value={find} onChange={setFind} />
          </div>
          <ul className="licences">
            {packages.slice(0, shownCount).map((one) => (
              <li key={`${one.from} ${one.name} ${one.version}`}>
                <span className="licence-name">{one.name} <small>{one.version}</small></span>
                <span className="licence-kind">{one.licence}</span>
                <Button
                  size="s"
                  variant="ghost"
                  label={m.settings_licence_text_of({ name: one.name })}
                  onPress={() => setShown({ title: `${one.name} ${one.version}`, text: licenceText(one, answer.texts) })}
                >
                  {m.settings_licence_text()}
                </Button>
              </li>
            ))}
          </ul>
          {packages.length > shownCount && (
            <div className="setting-block licences-more">
              <Button size="s" onPress={() => setShownCount(shownCount + STEP)}>{m.settings_licences_more({ count: packages.length - shownCount })}</Button>
            </div>
          )}
        </Panel>
      )}
      {shown !== null && (
        <Dialog wide isOpen title={shown.title} onClose={() => setShown(null)}>
          <pre className="licence-text" tabIndex={0}>{shown.text}</pre>
        </Dialog>
      )}
    </>
  );
}

/** All texts that the package brings; its expression when it brings none. */
function licenceText(one: LicensedPackage, texts: Record<string, string>): string {
  const found = one.text_ids.flatMap((id) => texts[id] ?? []);
  return found.length === 0 ? one.licence : found.join("\n\n――――――――\n\n");
}
