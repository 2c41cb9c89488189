// The complainant's own statement, on its own ground inside a dashed edge: what is stated of origin, the pages by name,
// the signature. Nothing in here was checked but the bytes. No page is opened, and no name is a link.
import type { VerifyBundle, VerifyOrigin, VerifyStatement } from "../../bridge";
import { StateGlyph, Tag } from "../../components";
import { m, visible } from "../../text";
import { SignerField } from "./SignerField";
import { stopped } from "./words";

const FILES_SHOWN = 12;
const NUMBERS_SHOWN = 24;

export function StatementPane({ bundle }: { bundle: VerifyBundle }) {
  const { origin, statement, holdfast } = bundle;
  return (
    <aside className="verify-statement" aria-labelledby="verify-statement-title" data-pane tabIndex={-1}>
      <section>
        <h2 id="verify-statement-title">
          {holdfast ? m.verify_statement_title() : m.verify_statement_title_foreign()}
        </h2>
        <p>{holdfast ? m.verify_statement_body() : m.verify_statement_foreign()}</p>
      </section>
      {origin !== null && <Origin origin={origin} />}
      {statement.files.length > 0 && <Files statement={statement} />}
      {holdfast && (
        <section>
          <h3>{m.verify_statement_signature()}</h3>
          <Signature statement={statement} />
          <SignerField bundle={bundle} />
        </section>
      )}
    </aside>
  );
}

function Origin({ origin }: { origin: VerifyOrigin }) {
  return (
    <section>
      <h3>{m.verify_statement_origin()}</h3>
      <p>{origin.groups.length === 0 ? m.verify_statement_origin_none() : origin.sentence}</p>
      <dl className="verify-origins">
        {origin.groups.map((group) => (
          <div key={group.origin}>
            <dt>
              <StateGlyph shape="stated" size={14} />
              {group.label}
            </dt>
            <dd>
              {group.exhibits.slice(0, NUMBERS_SHOWN).map((number) => (
                <Tag key={number}>{visible(number)}</Tag>
              ))}
              {group.exhibits.length > NUMBERS_SHOWN && <Tag>+{group.exhibits.length - NUMBERS_SHOWN}</Tag>}
            </dd>
          </div>
        ))}
      </dl>
      <p className="verify-part-not">
        <strong>{m.verify_does_not_prove()}</strong>
        {stopped(origin.does_not_prove, m.verify_stop())}
      </p>
    </section>
  );
}

function Files({ statement }: { statement: VerifyStatement }) {
  // What differs is never among those left out.
  const files = [...statement.files].sort((a, b) => Number(a.agrees) - Number(b.agrees));
  const more = files.length - FILES_SHOWN;
  return (
    <section>
      <h3>{m.verify_statement_files()}</h3>
      <dl className="verify-pages">
        {files.slice(0, FILES_SHOWN).map((file) => (
          <div key={file.name}>
            <dt title={visible(file.name)}>{visible(file.name)}</dt>
            {file.agrees ? (
              <dd>{file.what}</dd>
            ) : (
              <dd className="verify-state bad">
                <StateGlyph shape="differs" size={14} />
                {m.verify_statement_file_differs()}
              </dd>
            )}
          </div>
        ))}
      </dl>
      {more > 0 && <p>{m.verify_statement_files_more({ count: more })}</p>}
    </section>
  );
}

function Signature({ statement }: { statement: VerifyStatement }) {
  const { signer } = statement;
  if (signer === null) return <p>{m.verify_statement_signature_none()}</p>;
  return (
    <>
      <p className="verify-fingerprint">{signer.fingerprint}</p>
      <p>{signer.whose}</p>
    </>
  );
}
