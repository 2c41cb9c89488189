// Keeping is always in reach: paste, files, a folder, and into which dispute they go. One tab stop, arrows inside.
import { Toolbar } from "react-aria-components";
import { Button, Icon, Menu, SearchField } from "../components";
import { go, keepChosenFiles, keepChosenFolder, keepClipboard, setSettings, useAnswer, useDesk, useSearch } from "../state";
import { m } from "../text";
import { searchInput } from "./shortcuts";

export function CaptureBar() {
  const { vault, settings } = useDesk();
  const { find, setFind } = useSearch();
  const { answer } = useAnswer("dispute_list", null, { nouns: ["dispute", "vault"], enabled: vault.state === "open" });
  const open = (answer?.disputes ?? []).filter((dispute) => dispute.state === "open").reverse();
  const into = open.find((dispute) => dispute.name === settings.capture_dispute) ?? null;
  const usable = vault.state === "open" || vault.state === "absent";
  return (
    <header className="capture-bar">
      <Toolbar className="capture-tools" aria-label={m.shell_capture_bar()}>
        <span className="capture-lead">{m.shell_capture()}</span>
        <Button variant="ghost" icon="paste" isDisabled={!usable} onPress={() => void keepClipboard()}>{m.shell_paste()}</Button>
        <Button variant="ghost" icon="file-plus" isDisabled={!usable} onPress={() => void keepChosenFiles()}>{m.shell_add_files()}</Button>
        <Button variant="ghost" icon="folder-plus" isDisabled={!usable} onPress={() => void keepChosenFolder()}>{m.shell_add_folder()}</Button>
      </Toolbar>
      {open.length > 0 && (
        <Menu
          label={m.shell_into_label()}
          variant="ghost"
          trigger={
            <>
              <Icon name="scale" />
              <span>{into === null ? m.shell_into_none() : m.shell_into_dispute({ title: into.title })}</span>
              <Icon name="chevron-down" size={14} />
            </>
          }
          items={[
            { id: "none", label: m.shell_into_none(), isCurrent: into === null, onAction: () => void setSettings({ capture_dispute: null }) },
            ...open.map((dispute, index) => ({
              id: dispute.name,
              label: dispute.title,
              isCurrent: dispute.name === into?.name,
              separated: index === 0,
              onAction: () => void setSettings({ capture_dispute: dispute.name }),
            })),
          ]}
        />
      )}
      <div className="capture-search">
        <SearchField
          label={m.shell_search()}
          value={find}
          onChange={(text) => {
            setFind(text);
            if (text !== "") go("evidence");
          }}
          shortcut="Ctrl K"
          inputRef={searchInput}
        />
      </div>
    </header>
  );
}
