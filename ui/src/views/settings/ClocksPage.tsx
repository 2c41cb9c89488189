// Clocks: may public time authorities be asked, who they are and how asking goes, what waits, what is to be renewed.
// What happens in the background changes no setting and often no item, so the page asks again while it is looked at.
import { useEffect, useState } from "react";
import type { Failure } from "../../bridge";
import { ErrorNote, OptionCards } from "../../components";
import { useAnswer, useSettings } from "../../state";
import { m } from "../../text";
import { AuthoritiesPanel } from "../clocks/AuthoritiesPanel";
import { OwnPanel } from "../clocks/OwnPanel";
import { QueuePanel } from "../clocks/QueuePanel";
import { RenewalPanel } from "../clocks/RenewalPanel";
import "../clocks/clocks.css";

const ASK_AGAIN_MS = 15_000;

export function ClocksPage() {
  const { settings, set } = useSettings();
  const { answer: status, failure: unasked, again } = useAnswer("time_status", null, { nouns: ["item", "settings", "vault"] });
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    const timer = setInterval(again, ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [again]);
  const change = (next: Parameters<typeof set>[0]) => {
    setFailure(null);
    set(next).catch((why: Failure) => setFailure(why));
  };
  return (
    <>
      <p className="settings-lead">{m.settings_clocks_lead()}</p>
      {failure !== null && <ErrorNote failure={failure} />}
      <OptionCards
        label={m.settings_clocks_question()}
        value={settings.public_clocks}
        onChange={(public_clocks) => change({ public_clocks })}
        options={[
          { id: "denied", title: m.settings_clocks_denied(), body: m.settings_clocks_denied_body() },
          { id: "allowed", title: m.settings_clocks_allowed(), body: m.settings_clocks_allowed_body() },
        ]}
      />
      {settings.public_clocks === null && <p className="clocks-open">{m.settings_clocks_open()}</p>}
      {unasked !== null && <ErrorNote failure={unasked} onRetry={again} />}
      {status !== null && (
        <>
          <AuthoritiesPanel status={status} onChoose={(clocks) => change({ clocks })} onAsked={again} />
          <OwnPanel status={status} onChanged={again} />
          <QueuePanel status={status} onAsked={again} />
          <RenewalPanel renewal={status.renewal} />
          <p className="clocks-pins">{m.clocks_pins({ version: status.pins })}</p>
        </>
      )}
    </>
  );
}
