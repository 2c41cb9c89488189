// Before anything was dropped: what this screen does, what it cannot tell, and the ways in. For people who keep nothing
// with Holdfast and only want to check a bundle, this is the whole program.
import { Button, Icon } from "../../components";
import { m } from "../../text";

interface EmptyVerifyProps {
  onChooseFile: () => void;
  onChooseFolder: () => void;
  /** A file, and the proof of its time beside it. */
  onChooseProof: () => void;
}

export function EmptyVerify({ onChooseFile, onChooseFolder, onChooseProof }: EmptyVerifyProps) {
  const does = [m.verify_empty_does_1(), m.verify_empty_does_2(), m.verify_empty_does_3()];
  const cannot = [m.verify_empty_not_1(), m.verify_empty_not_2(), m.verify_empty_not_3()];
  return (
    <div className="verify-empty">
      <div className="verify-drop">
        <span className="verify-drop-icon">
          <Icon name="file-archive" size={24} />
        </span>
        <h2>{m.verify_empty_title()}</h2>
        <p>{m.verify_empty_body()}</p>
        <div className="verify-drop-actions">
          <Button variant="primary" size="l" icon="file-archive" onPress={onChooseFile}>
            {m.verify_choose()}
          </Button>
          <Button size="l" icon="folder-open" onPress={onChooseFolder}>
            {m.verify_choose_folder()}
          </Button>
        </div>
        <Button variant="ghost" size="s" icon="clock" onPress={onChooseProof}>
          {m.verify_file_choose()}
        </Button>
        <p className="verify-drop-local">{m.verify_empty_local()}</p>
      </div>
      <div className="verify-empty-says">
        <section>
          <h3>{m.verify_empty_does_title()}</h3>
          <ul>
            {does.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
        <section>
          <h3>{m.verify_empty_not_title()}</h3>
          <ul>
            {cannot.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      </div>
    </div>
  );
}
