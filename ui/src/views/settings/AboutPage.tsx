// Which version this is, what it promises and does not do, and the licences of everything inside.
import { useState } from "react";
import { Button, Dialog, ErrorNote, Panel, SearchField } from "../../components";
import { Logo } from "../../frame/Logo";
import { useAnswer, useDesk } from "../../state";
import { m } from "../../text";

export function AboutPage() {
  const { version } = useDesk();
  const { answer, failure, again } = useAnswer("licences_show", null);
  const [find, setFind] = useState("");
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
            {packages.map((one) => (
              <li key={`${one.name} ${one.version}`}>
                <span className="licence-name">{one.name} <small>{one.version}</small></span>
                <span className="licence-kind">{one.licence}</span>
                <Button
                  size="s"
                  variant="ghost"
                  label={m.settings_licence_text_of({ name: one.name })}
                  onPress={() => setShown({ title: `${one.name} ${one.version}`, text: answer.texts[one.text_id] ?? one.licence })}
                >
                  {m.settings_licence_text()}
                </Button>
              </li>
            ))}
          </ul>
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
