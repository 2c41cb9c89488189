// Nothing to show: because nothing was kept yet, or because nothing fits. Each says the way out.
import { Button, EmptyState } from "../../components";
import { keepChosenFiles, keepChosenFolder, keepClipboard } from "../../state";
import { m } from "../../text";

interface EvidenceEmptyProps {
  narrowed: boolean;
  vaultTotal: number;
  find: string;
  onWiden: () => void;
}

export function EvidenceEmpty({ narrowed, vaultTotal, find, onWiden }: EvidenceEmptyProps) {
  if (narrowed && vaultTotal > 0) {
    return (
      <EmptyState
        glyph="search"
        title={find.trim() === "" ? m.evidence_no_hit() : m.evidence_no_hit_find({ find: find.trim() })}
        body={m.evidence_no_hit_body({ count: vaultTotal })}
        actions={<Button variant="soft" onPress={onWiden}>{m.evidence_filters_clear()}</Button>}
      />
    );
  }
  return (
    <EmptyState
      glyph="layers"
      title={m.evidence_empty()}
      body={m.evidence_empty_body()}
      actions={
        <>
          <Button variant="primary" icon="file-plus" onPress={() => void keepChosenFiles()}>{m.evidence_empty_files()}</Button>
          <Button icon="folder-plus" onPress={() => void keepChosenFolder()}>{m.evidence_empty_folder()}</Button>
          <Button icon="paste" onPress={keepClipboard}>{m.evidence_empty_paste()}</Button>
        </>
      }
    />
  );
}
