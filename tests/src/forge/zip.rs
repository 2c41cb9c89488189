//! ZIPs written field by field (APPNOTE 6.3.10): whatever stands in a local header, a central header or the end record
//! can be anything, members can overlap, gaps and second ends can be laid in. Unset fields are what our writer makes.

/// One member; `None` in a `central_*` field repeats the local value.
#[derive(Clone, Debug)]
pub struct Member {
    pub name: Vec<u8>,
    pub central_name: Option<Vec<u8>>,
    pub data: Vec<u8>,
    pub method: u16,
    pub central_method: Option<u16>,
    pub flags: u16,
    pub central_flags: Option<u16>,
    pub crc: u32,
    pub central_crc: Option<u32>,
    pub size: u32,
    pub central_size: Option<u32>,
    pub compressed: u32,
    pub central_compressed: Option<u32>,
    pub extra: Vec<u8>,
    pub central_extra: Option<Vec<u8>>,
    pub comment: Vec<u8>,
    pub attributes: u32,
    pub made_by: u16,
    pub time: u32,
    /// Where the central header says that the member begins, instead of where it does.
    pub offset: Option<u32>,
    /// Bytes between this member and the one before.
    pub gap: Vec<u8>,
    /// Written into the file; absent from the central directory when false.
    pub listed: bool,
    /// Written into the file; only listed when false (needs `offset`).
    pub present: bool,
    /// Bytes after the data (a data descriptor).
    pub after: Vec<u8>,
}

impl Member {
    /// A stored regular file.
    pub fn stored(name: &str, data: &[u8]) -> Member {
        let size = u32::try_from(data.len()).expect("members in tests are small");
        Member {
            name: name.as_bytes().to_vec(),
            central_name: None,
            data: data.to_vec(),
            method: 0,
            central_method: None,
            flags: 0x0800,
            central_flags: None,
            crc: crc32fast::hash(data),
            central_crc: None,
            size,
            central_size: None,
            compressed: size,
            central_compressed: None,
            extra: Vec::new(),
            central_extra: None,
            comment: Vec::new(),
            attributes: 0o100_644 << 16,
            made_by: 0x0314,
            time: 0x0021_0000,
            offset: None,
            gap: Vec::new(),
            listed: true,
            present: true,
            after: Vec::new(),
        }
    }

    /// A deflated regular file.
    pub fn deflated(name: &str, data: &[u8]) -> Member {
        use std::io::Write as _;
        let mut writer = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
        writer.write_all(data).expect("memory takes all bytes");
        let packed = writer.finish().expect("memory takes all bytes");
        let compressed = u32::try_from(packed.len()).expect("members in tests are small");
        Member { method: 8, compressed, data: packed, ..Member::stored(name, data) }
    }

    fn local(&self) -> Vec<u8> {
        let mut head = b"PK\x03\x04".to_vec();
        head.extend(20u16.to_le_bytes());
        head.extend(self.flags.to_le_bytes());
        head.extend(self.method.to_le_bytes());
        head.extend(self.time.to_le_bytes());
        for field in [self.crc, self.compressed, self.size] {
            head.extend(field.to_le_bytes());
        }
        head.extend(short(&self.name));
        head.extend(short(&self.extra));
        [&head, self.name.as_slice(), &self.extra, &self.data, &self.after].concat()
    }

    fn central(&self, offset: u32) -> Vec<u8> {
        let name = self.central_name.as_ref().unwrap_or(&self.name);
        let extra = self.central_extra.as_ref().unwrap_or(&self.extra);
        let mut head = b"PK\x01\x02".to_vec();
        head.extend(self.made_by.to_le_bytes());
        head.extend(20u16.to_le_bytes());
        head.extend(self.central_flags.unwrap_or(self.flags).to_le_bytes());
        head.extend(self.central_method.unwrap_or(self.method).to_le_bytes());
        head.extend(self.time.to_le_bytes());
        head.extend(self.central_crc.unwrap_or(self.crc).to_le_bytes());
        head.extend(self.central_compressed.unwrap_or(self.compressed).to_le_bytes());
        head.extend(self.central_size.unwrap_or(self.size).to_le_bytes());
        head.extend(short(name));
        head.extend(short(extra));
        head.extend(short(&self.comment));
        head.extend([0; 4]);
        head.extend(self.attributes.to_le_bytes());
        head.extend(self.offset.unwrap_or(offset).to_le_bytes());
        [&head, name.as_slice(), extra, &self.comment].concat()
    }
}

/// A whole ZIP.
#[derive(Clone, Debug, Default)]
pub struct Zip {
    pub members: Vec<Member>,
    pub prefix: Vec<u8>,
    /// Bytes between the last member and the central directory.
    pub before_directory: Vec<u8>,
    /// Bytes between the central directory and the end record.
    pub before_end: Vec<u8>,
    pub comment: Vec<u8>,
    pub trailing: Vec<u8>,
    /// Added to the number of members that the end record states.
    pub count_change: i32,
    /// The order of the central directory, where it is not that of the members.
    pub central_order: Option<Vec<usize>>,
}

impl Zip {
    pub fn of(members: Vec<Member>) -> Zip {
        Zip { members, ..Zip::default() }
    }

    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = self.prefix.clone();
        let mut heads = Vec::new();
        for member in &self.members {
            out.extend(&member.gap);
            let offset = place(out.len());
            if member.present {
                out.extend(member.local());
            }
            heads.push(member.listed.then(|| member.central(offset)));
        }
        out.extend(&self.before_directory);
        let begun = out.len();
        let order: Vec<usize> = self.central_order.clone().unwrap_or_else(|| (0..heads.len()).collect());
        let listed: Vec<_> = order.iter().filter_map(|at| heads[*at].as_ref()).collect();
        out.extend(listed.iter().flat_map(|head| head.iter()));
        let length = out.len() - begun;
        out.extend(&self.before_end);
        let count = u64::try_from(listed.len() as i64 + i64::from(self.count_change)).expect("a count is positive");
        let narrow = u16::try_from(count).unwrap_or(u16::MAX);
        if narrow == u16::MAX {
            out.extend(zip64_end(count, begun as u64, length as u64, out.len() as u64));
        }
        out.extend(end(narrow, place(begun), place(length), &self.comment));
        out.extend(&self.trailing);
        out
    }
}

/// An end record.
pub fn end(count: u16, directory: u32, length: u32, comment: &[u8]) -> Vec<u8> {
    let mut end = b"PK\x05\x06\x00\x00\x00\x00".to_vec();
    end.extend(count.to_le_bytes());
    end.extend(count.to_le_bytes());
    end.extend(length.to_le_bytes());
    end.extend(directory.to_le_bytes());
    end.extend(short(comment));
    end.extend(comment);
    end
}

/// The ZIP64 end record and its locator.
fn zip64_end(count: u64, directory: u64, length: u64, here: u64) -> Vec<u8> {
    let mut out = b"PK\x06\x06".to_vec();
    out.extend(44u64.to_le_bytes());
    out.extend([45, 3, 45, 0]);
    out.extend([0; 8]);
    for field in [count, count, length, directory] {
        out.extend(field.to_le_bytes());
    }
    out.extend(b"PK\x06\x07\x00\x00\x00\x00");
    out.extend(here.to_le_bytes());
    out.extend(1u32.to_le_bytes());
    out
}

/// One extra field.
pub fn extra(id: u16, data: &[u8]) -> Vec<u8> {
    [&id.to_le_bytes(), short(data).as_slice(), data].concat()
}

/// Name and bytes of each member, in central order, of a ZIP that only stores.
///
/// # Panics
/// When it is no such ZIP.
pub fn read_stored(zip: &[u8]) -> Vec<(String, Vec<u8>)> {
    let u16_at = |at: usize| usize::from(u16::from_le_bytes([zip[at], zip[at + 1]]));
    let u32_at = |at: usize| u32::from_le_bytes(zip[at..at + 4].try_into().expect("four bytes")) as usize;
    let end = zip.len() - 22;
    assert_eq!(&zip[end..end + 4], b"PK\x05\x06", "a ZIP of ours ends with its end record");
    let mut at = u32_at(end + 16);
    let mut members = Vec::new();
    for _ in 0..u16_at(end + 10) {
        assert_eq!(&zip[at..at + 4], b"PK\x01\x02", "a central header");
        assert_eq!(u16_at(at + 10), 0, "a ZIP of ours only stores");
        let (size, name, extra, comment) = (u32_at(at + 24), u16_at(at + 28), u16_at(at + 30), u16_at(at + 32));
        let local = u32_at(at + 42);
        let text = String::from_utf8(zip[at + 46..at + 46 + name].to_vec()).expect("names are UTF-8");
        let data = local + 30 + u16_at(local + 26) + u16_at(local + 28);
        members.push((text, zip[data..data + size].to_vec()));
        at += 46 + name + extra + comment;
    }
    members
}

fn short(bytes: &[u8]) -> [u8; 2] {
    u16::try_from(bytes.len()).expect("a short field").to_le_bytes()
}

fn place(at: usize) -> u32 {
    u32::try_from(at).expect("ZIPs in tests are below 4 GiB")
}
