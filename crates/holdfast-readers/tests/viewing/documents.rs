//! Documents in pages.

use super::{file, fixtures, reader};
use holdfast_readers::{PAGE_MAX_PIXELS, Reader, fallback_font};
use std::time::{Duration, Instant};

/// A PDF of these objects (numbered from 1, the first being the catalogue) with a right table.
fn pdf(objects: &[String]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        offsets.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", index + 1).into_bytes());
    }
    let table = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).into_bytes());
    for offset in offsets {
        bytes.extend(format!("{offset:010} 00000 n \n").into_bytes());
    }
    let size = objects.len() + 1;
    bytes.extend(format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n").into_bytes());
    bytes
}

fn stream(dictionary: &str, content: &str) -> String {
    format!("<< {dictionary} /Length {} >>\nstream\n{content}\nendstream", content.len())
}

/// One page of 300 × 200 points with this content; `more` objects follow from number 5, `catalogue` and `page` are
/// entries of those dictionaries.
fn one_page(content: &str, catalogue: &str, page: &str, more: &[String]) -> Vec<u8> {
    let mut objects = vec![
        format!("<< /Type /Catalog /Pages 2 0 R {catalogue} >>"),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R {page} >>"),
        stream("", content),
    ];
    objects.extend_from_slice(more);
    pdf(&objects)
}

/// Whether anything but white was drawn.
fn is_drawn(png: &[u8]) -> bool {
    image::load_from_memory(png).unwrap().to_rgb8().pixels().any(|pixel| pixel.0 != [255, 255, 255])
}

/// Chinese in a font that is named and not brought along, as many invoices have it.
fn chinese() -> Vec<u8> {
    let font = [
        "<< /Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] /ToUnicode 8 0 R >>"
            .to_owned(),
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /DW 1000 /FontDescriptor 7 0 R \
         /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>"
            .to_owned(),
        "<< /Type /FontDescriptor /FontName /SimSun /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 \
         /Descent -200 /CapHeight 700 /StemV 80 >>"
            .to_owned(),
        stream(
            "",
            "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange \
             1 beginbfrange <4E00> <9FFF> <4E00> endbfrange endcmap end",
        ),
    ];
    // 电子发票
    let content = "BT /F1 24 Tf 20 100 Td <75355B5053D17968> Tj ET";
    one_page(content, "", "/Resources << /Font << /F1 5 0 R >> >>", &font)
}

#[test]
fn chinese_without_its_font_is_drawn_with_the_systems() {
    let Some(font) = fallback_font() else {
        println!("skipped: this system has no font with Chinese characters");
        return;
    };
    let reader = Reader { font: Some(&font), ..reader() };
    let page = reader.page(file(&chinese()), 1, 1.5).unwrap();
    assert_eq!((page.width, page.height, page.font_missing), (450, 300, false), "at the scale asked for");
    assert!(is_drawn(&page.png), "characters, not a blank page");
    let texts = reader.page_texts(file(&chinese()), 1, 9).unwrap();
    assert_eq!(texts.pages, ["电子发票"], "and they can be searched");
}

#[test]
fn without_any_font_the_page_is_drawn_and_says_what_it_lacks() {
    let page = reader().page(file(&chinese()), 1, 1.0).unwrap();
    assert!(page.font_missing, "said, not silently blank");
    assert!(reader().page_texts(file(&chinese()), 1, 1).unwrap().font_missing, "also where only text is read");
    let nowhere = Reader { font: Some("/nowhere/font.ttc".as_ref()), ..reader() };
    assert!(nowhere.page(file(&chinese()), 1, 1.0).unwrap().font_missing, "a font that is not there is none");
    let latin = one_page("BT /F1 24 Tf 20 100 Td (Invoice) Tj ET", "", LATIN, &[]);
    let page = reader().page(file(&latin), 1, 1.0).unwrap();
    assert!(!page.font_missing && is_drawn(&page.png), "Latin letters are brought along");
}

const LATIN: &str = "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>";

#[test]
fn pages_have_sizes_and_a_drawn_one_never_more_pixels_than_the_limit() {
    let huge = one_page("0 0 100 100 re f", "", "/CropBox [0 0 300 200]", &[]);
    assert_eq!(reader().document(file(&huge)).unwrap(), [(300.0, 200.0)], "in points");
    let page = reader().page(file(&huge), 1, 16.0).unwrap();
    assert_eq!((page.width, page.height), (4800, 3200), "within the limit as asked");
    let wall = String::from_utf8(huge).unwrap().replace("0 0 300 200", "0 0 90000 9000");
    let page = reader().page(file(wall.as_bytes()), 1, 16.0).unwrap();
    assert!((page.width * page.height) as f32 <= PAGE_MAX_PIXELS * 1.01, "{} x {}", page.width, page.height);
    assert_eq!(reader().page(file(&chinese()), 2, 1.0).unwrap_err().code(), "document-page-unknown", "there is one");
}

/// Documents that ask for what a viewer must not do, or that have no end.
fn hostile() -> Vec<(&'static str, Vec<u8>)> {
    let drawn = "BT /F1 24 Tf 20 100 Td (Looks harmless) Tj ET";
    let open = |action: &str| one_page(drawn, &format!("/OpenAction << {action} >>"), LATIN, &[]);
    let mut form = vec![stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>",
        "/X Do /X Do",
    )];
    let itself = one_page("/X Do", "", "/Resources << /XObject << /X 5 0 R >> >>", &form);
    form[0] = stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>",
        &"/X Do ".repeat(40),
    );
    for number in 6..24 {
        let next = format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {} 0 R >> >>",
            number + 1
        );
        form.push(stream(&next, &"/X Do ".repeat(40)));
    }
    form.push(stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", "0 0 1 1 re f"));
    let explosion = one_page("/X Do", "", "/Resources << /XObject << /X 5 0 R >> >>", &form);
    let pages_in_a_ring = pdf(&[
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 99999999 >>".to_owned(),
        "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 5 >>".to_owned(),
    ]);
    let picture =
        "/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 8 /ColorSpace /DeviceRGB";
    let bomb =
        one_page("300 0 0 200 0 0 cm /I Do", "", "/Resources << /XObject << /I 5 0 R >> >>", &[stream(picture, "x")]);
    let tower = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
    vec![
        ("script", open("/S /JavaScript /JS (app.launchURL\\('http://127.0.0.1/'\\); while\\(true\\){})")),
        ("launch", open("/S /Launch /F (/bin/sh) /Win << /F (cmd.exe) >>")),
        ("address", open("/S /URI /URI (http://127.0.0.1/x)")),
        ("form sent off", open("/S /SubmitForm /F << /FS /URL /F (http://127.0.0.1/) >>")),
        ("content elsewhere", one_page(drawn, "", "/Contents << /F (http://127.0.0.1/c) /Length 0 >>", &[])),
        ("form within itself", itself),
        ("forms to the power of forms", explosion),
        ("pages in a ring", pages_in_a_ring),
        ("picture of nothing", bomb),
        ("tower of brackets", one_page(&tower, "", &format!("/X {tower}"), &[])),
        ("endless dashes", one_page("[0.0001] 0 d 0 0 m 300 200 l S", "", "", &[])),
        ("no structure", b"%PDF-1.7\n%%EOF\n".to_vec()),
        ("cut off", chinese()[..400].to_vec()),
        ("table to nowhere", b"%PDF-1.7\nstartxref\n99999999999\n%%EOF".to_vec()),
    ]
}

#[test]
fn hostile_documents_cost_a_code_within_the_limits_and_reach_nothing() {
    for (name, bytes) in hostile() {
        let begun = Instant::now();
        let outcomes = [
            reader().document(file(&bytes)).map(drop).map_err(|problem| problem.code()),
            reader().page(file(&bytes), 1, 1.0).map(drop).map_err(|problem| problem.code()),
            reader().page_texts(file(&bytes), 1, 5).map(drop).map_err(|problem| problem.code()),
        ];
        println!("{name}: {outcomes:?} in {:?}", begun.elapsed());
        for code in outcomes.into_iter().filter_map(Result::err) {
            let known = ["document-", "reader-timeout", "reader-crashed", "reader-glut"];
            assert!(known.iter().any(|known| code.starts_with(known)), "{name}: {code}");
        }
        assert!(begun.elapsed() < Duration::from_secs(75), "{name} took {:?}", begun.elapsed());
    }
    let harmless = hostile().swap_remove(0).1;
    let texts = reader().page_texts(file(&harmless), 1, 1).unwrap();
    assert_eq!(texts.pages, ["Looks harmless"], "what it shows is shown; what it wants to run is not");
}

#[test]
fn documents_made_by_others_are_shown_or_refused() {
    let (mut shown, mut refused) = (0, 0);
    for path in fixtures("pdf").into_iter().filter(|path| path.extension().is_some_and(|end| end == "pdf")) {
        let bytes = std::fs::read(&path).unwrap();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match reader().document(file(&bytes)) {
            Ok(pages) => {
                let page = reader().page(file(&bytes), pages.len() as u32, 0.5);
                page.unwrap_or_else(|problem| panic!("{name}: {problem}"));
                shown += 1;
            }
            Err(problem) => {
                assert!(problem.code().starts_with("document-"), "{name}: {problem}");
                let locked = name.starts_with("enc-") || name.contains("password") || name.starts_with("encrypted-40");
                assert_eq!(problem.code() == "document-encrypted", locked, "{name}: {problem}");
                refused += 1;
            }
        }
    }
    println!("{shown} shown, {refused} refused with their reason");
}
