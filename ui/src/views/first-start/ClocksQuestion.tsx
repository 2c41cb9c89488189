// Asks once whether public clocks may be asked. Two equal buttons; an answer stays on the screen and can be changed.
import type { Failure, Settings } from "../../bridge";
import { Button, Icon, SegmentedControl } from "../../components";
import { useSettings } from "../../state";
import { m } from "../../text";

export function ClocksQuestion({ onFailure }: { onFailure: (failure: Failure) => void }) {
  const { settings, set } = useSettings();
  const answer = (public_clocks: Settings["public_clocks"]) => void set({ public_clocks }).catch(onFailure);
  const answered = settings.public_clocks;
  return (
    <section className="clocks-question" aria-label={m.first_start_clocks()}>
      <Icon name="clock" size={20} />
      <div className="first-start-words">
        <h2>{m.first_start_clocks()}</h2>
        <p>{m.first_start_clocks_body()}</p>
        {answered !== null && <p role="status">{m.first_start_clocks_change()}</p>}
      </div>
      {answered === null ? (
        <div className="first-start-do">
          <Button onPress={() => answer("denied")}>{m.first_start_clocks_deny()}</Button>
          <Button onPress={() => answer("allowed")}>{m.first_start_clocks_allow()}</Button>
        </div>
      ) : (
        <SegmentedControl
          label={m.first_start_clocks()}
          value={answered}
          onChange={answer}
          options={[{ id: "denied", label: m.first_start_clocks_deny() }, { id: "allowed", label: m.first_start_clocks_allow() }]}
        />
      )}
    </section>
  );
}
