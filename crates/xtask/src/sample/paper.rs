//! The sample's invoice: one page of PDF 1.4 with Helvetica, which every reader has (ISO 32000-1, 9.6.2.2).

const LINES: &[(u32, &str)] = &[
    (20, "INVOICE 20260913-0042"),
    (11, "Yunsheng Store, made up for a demonstration"),
    (11, "Date: 13 September 2026        Order: 260912-7731"),
    (11, " "),
    (11, "1 x headphones YS-7, black            CNY 1,399.00"),
    (11, "Total                                 CNY 1,399.00"),
    (11, " "),
    (11, "The order said CNY 1,299.00 with a hard case as a gift."),
];

/// A whole PDF: catalogue, page, font, content and a cross-reference table with the true offsets.
pub(super) fn invoice() -> Vec<u8> {
    let mut content = String::from("BT\n72 760 Td\n");
    for (size, line) in LINES {
        let escaped = line.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
        content += &format!("/F1 {size} Tf\n({escaped}) Tj\n0 -{} Td\n", size + 9);
    }
    content += "ET";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R \
         /Resources << /Font << /F1 4 0 R >> >> >>"
            .to_owned(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
    ];
    let mut pdf = String::from("%PDF-1.4\n");
    let mut offsets = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        offsets.push(pdf.len());
        pdf += &format!("{} 0 obj\n{object}\nendobj\n", index + 1);
    }
    let table_at = pdf.len();
    pdf += &format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for offset in offsets {
        pdf += &format!("{offset:010} 00000 n \n");
    }
    let count = objects.len() + 1;
    pdf += &format!("trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{table_at}\n%%EOF\n");
    pdf.into_bytes()
}
