//! An empty Tauri window, built the same way as Holdfast's: what the time to the first paint is measured against.

fn main() {
    let built = tauri::Builder::default().run(tauri::generate_context!("examples/empty/tauri.conf.json"));
    if let Err(error) = built {
        eprintln!("the empty window does not open: {error}");
        std::process::exit(1);
    }
}
