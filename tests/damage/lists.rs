//! Every list of a bundle in every form that some tool accepts and the grammar does not, by a complete forger.

use crate::table::Table;
use holdfast_tests::forge::bundle::{make_manifests, make_tag_manifest, sign};
use holdfast_tests::forge::list::bad_forms;

pub(crate) fn rows(table: &mut Table) {
    let whole = table.whole.clone();
    for folder in table.base.items() {
        let list = whole.text(&format!("{folder}/item.sha256"));
        for (form, bytes) in bad_forms(&list) {
            table.forged(&format!("{folder}/item.sha256 with {form}"), 2, &["list-syntax"], |forgery| {
                forgery.replace_item_list(&folder, &bytes);
            });
        }
    }
    for (form, bytes) in bad_forms(&whole.text("manifest-sha256.txt")) {
        table.made(&format!("manifest-sha256.txt with {form}"), 2, &["list-syntax"], |forgery| {
            forgery.write_log();
            forgery.seal();
            forgery.files.put("manifest-sha256.txt", bytes);
            make_tag_manifest(&mut forgery.files);
            sign(&mut forgery.files, &forgery.signer);
        });
    }
    for (form, bytes) in bad_forms(&whole.text("tagmanifest-sha256.txt")) {
        table.made(&format!("tagmanifest-sha256.txt with {form}"), 2, &["list-syntax"], |forgery| {
            forgery.write_log();
            forgery.files.put("metadata/allowed_signers", forgery.signer.allowed_signers());
            make_manifests(&mut forgery.files);
            forgery.files.put("tagmanifest-sha256.txt", bytes);
            sign(&mut forgery.files, &forgery.signer);
        });
    }
}
