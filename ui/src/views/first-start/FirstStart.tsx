// The first screen: why, three steps, what Holdfast does not do, one place to drop things, a sample, a way in for people who
// only check a bundle, one question about public clocks, the language and the place. It goes once anything is begun.
import { useState } from "react";
import { bridge, type Failure, type Settings } from "../../bridge";
import { Button, ErrorNote, Icon, SegmentedControl } from "../../components";
import { chooseVault } from "../../state/vaults";
import { ensureVault, go, keepChosenFiles, routeTo, setSettings, startJob, take, useDesk } from "../../state";
import { m, useLanguage } from "../../text";
import { ClocksQuestion } from "./ClocksQuestion";
import { DoesNot } from "./DoesNot";
import { Steps } from "./Steps";
import { WayIn } from "./WayIn";
import "./first-start.css";

export function FirstStart() {
  const { vault } = useDesk();
  const { language } = useLanguage();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [opening, setOpening] = useState(false);
  const tried = (work: Promise<unknown>) => void work.then(() => setFailure(null), (why: Failure) => setFailure(why));

  const openSample = () => {
    setOpening(true);
    const { answer } = startJob("sample_open", null, m.first_start_sample_opening(), { listed: false });
    tried(
      answer
        .then(async (state) => {
          take(state);
          await setSettings({ first_start_done: true });
          const [sample] = (await bridge().call("dispute_list", null)).disputes;
          go(sample === undefined ? "disputes" : routeTo("disputes", sample.name));
        })
        .finally(() => setOpening(false)),
    );
  };
  const otherPlace = async () => {
    const folder = await bridge().call("dialog_folder", null);
    if (folder !== null) take(await chooseVault(folder));
  };

  return (
    <div className="first-start">
      <div className="first-start-head">
        <h1>{m.first_start_title()}</h1>
        <SegmentedControl
          label={m.first_start_language()}
          value={language}
          onChange={(next: Settings["language"]) => tried(setSettings({ language: next }))}
          options={[{ id: "zh", label: "中文" }, { id: "en", label: "English" }]}
        />
      </div>
      <p className="first-start-lead">{m.first_start_lead()}</p>
      <Steps />
      {failure !== null && <ErrorNote failure={failure} />}
      <section className="first-start-drop" aria-label={m.first_start_drop()}>
        <span className="first-start-glyph"><Icon name="download" size={24} /></span>
        <div className="first-start-words">
          <h2>{m.first_start_drop()}</h2>
          <p>{m.first_start_drop_body()}</p>
        </div>
        <div className="first-start-do">
          <Button variant="primary" size="l" icon="file-plus" onPress={() => void keepChosenFiles()}>{m.first_start_choose_files()}</Button>
        </div>
      </section>
      <div className="first-start-ways">
        <WayIn icon="package" title={m.first_start_sample()} body={m.first_start_sample_body()} busy={opening} onPress={openSample} />
        <WayIn icon="shield-check" title={m.first_start_bundle()} body={m.first_start_bundle_body()} onPress={() => go("verify")} />
      </div>
      <ClocksQuestion onFailure={setFailure} />
      <DoesNot />
      <footer className="first-start-foot">
        <span className="first-start-place">
          <Icon name="hard-drive" />
          <span>{m.first_start_place({ path: vault.path })}</span>
        </span>
        <Button variant="ghost" size="s" onPress={() => tried(otherPlace())}>{m.first_start_place_change()}</Button>
        <Button variant="ghost" size="s" icon="arrow-right" onPress={() => tried(ensureVault().then(() => setSettings({ first_start_done: true })))}>
          {m.first_start_begin_empty()}
        </Button>
      </footer>
    </div>
  );
}
