// Whether public clocks may be asked. This version asks none yet, and says so.
import { useState } from "react";
import type { Failure } from "../../bridge";
import { ErrorNote, Note, OptionCards } from "../../components";
import { useSettings } from "../../state";
import { m } from "../../text";

export function ClocksPage() {
  const { settings, set } = useSettings();
  const [failure, setFailure] = useState<Failure | null>(null);
  return (
    <>
      <p className="settings-lead">{m.settings_clocks_lead()}</p>
      <Note tone="open" title={m.settings_clocks_not_yet()}>{m.settings_clocks_not_yet_body()}</Note>
      {failure !== null && <ErrorNote failure={failure} />}
      <OptionCards
        label={m.settings_clocks_question()}
        value={settings.public_clocks}
        onChange={(public_clocks) => {
          setFailure(null);
          set({ public_clocks }).catch((why: Failure) => setFailure(why));
        }}
        options={[
          { id: "denied", title: m.settings_clocks_denied(), body: m.settings_clocks_denied_body() },
          { id: "allowed", title: m.settings_clocks_allowed(), body: m.settings_clocks_allowed_body() },
        ]}
      />
      {settings.public_clocks === null && <p className="settings-lead">{m.settings_clocks_open()}</p>}
    </>
  );
}
