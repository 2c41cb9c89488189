// Language, theme, text size, opening at login.
import { useState } from "react";
import { bridge, type Failure, type Settings } from "../../bridge";
import { ErrorNote, Panel, SegmentedControl, Select, Switch } from "../../components";
import { useDesk, useSettings } from "../../state";
import { m } from "../../text";
import { SettingRow } from "./SettingRow";

const SIZES: Settings["text_size"][] = [90, 100, 115, 130, 150, 200];

export function GeneralPage() {
  const { settings, set } = useSettings();
  const { settings_failure } = useDesk();
  const [failure, setFailure] = useState<Failure | null>(null);
  const change = (next: Partial<Settings>) => {
    setFailure(null);
    set(next).catch((why: Failure) => setFailure(why));
  };
  const openAtLogin = async (open_at_login: boolean) => {
    setFailure(null);
    try {
      const said = await bridge().call("open_at_login_set", { open_at_login });
      await set({ open_at_login: said.open_at_login });
    } catch (why) {
      setFailure(why as Failure);
    }
  };
  return (
    <>
      {settings_failure !== null && <ErrorNote failure={settings_failure} />}
      {failure !== null && <ErrorNote failure={failure} />}
      <Panel>
        <SettingRow title={m.settings_language()} body={m.settings_language_body()}>
          <Select
            hideLabel
            label={m.settings_language()}
            value={settings.language}
            onChange={(language) => change({ language })}
            options={[{ id: "system", label: m.settings_as_system() }, { id: "zh", label: "中文" }, { id: "en", label: "English" }]}
          />
        </SettingRow>
        <SettingRow title={m.settings_theme()} body={m.settings_theme_body()}>
          <SegmentedControl
            label={m.settings_theme()}
            value={settings.theme}
            onChange={(theme) => change({ theme })}
            options={[
              { id: "system", label: m.settings_as_system(), icon: "monitor" },
              { id: "light", label: m.settings_theme_light(), icon: "sun" },
              { id: "dark", label: m.settings_theme_dark(), icon: "moon" },
            ]}
          />
        </SettingRow>
        <SettingRow title={m.settings_text_size()} body={m.settings_text_size_body()}>
          <Select
            hideLabel
            label={m.settings_text_size()}
            value={String(settings.text_size)}
            onChange={(size) => change({ text_size: SIZES.find((one) => String(one) === size) ?? 100 })}
            options={SIZES.map((size) => ({ id: String(size), label: `${size}%` }))}
          />
        </SettingRow>
      </Panel>
      <Panel>
        <SettingRow title={m.settings_login()} body={m.settings_login_body()}>
          <Switch label={m.settings_login()} isSelected={settings.open_at_login} onChange={(open) => void openAtLogin(open)} />
        </SettingRow>
      </Panel>
    </>
  );
}
