//! The question to a time authority (RFC 3161, 2.4.1).

use super::algorithm::SHA256;
use crate::digest::Digest;

/// What is asked: a time for these 32 bytes. It holds nothing else of the user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Request {
    /// SHA-256 of the exact bytes of a list.
    pub imprint: Digest,
    /// Random; the answer has to repeat it.
    pub nonce: [u8; 16],
}

impl Request {
    /// TimeStampReq in DER: version 1, SHA-256 imprint, nonce, certReq; no policy and no extensions.
    #[must_use]
    pub fn to_der(&self) -> Vec<u8> {
        let algorithm = wrap(0x30, &[&wrap(0x06, &[SHA256.as_bytes()]), &[0x05, 0x00]]);
        let imprint = wrap(0x30, &[&algorithm, &wrap(0x04, &[self.imprint.as_bytes()])]);
        let nonce = wrap(0x02, &[&self.nonce_content()]);
        wrap(0x30, &[&[0x02, 0x01, 0x01], &imprint, &nonce, &[0x01, 0x01, 0xff]])
    }

    /// The nonce as the content of an INTEGER: not negative, in its shortest form.
    pub(super) fn nonce_content(&self) -> Vec<u8> {
        let first = self.nonce.iter().position(|byte| *byte != 0).unwrap_or(self.nonce.len() - 1);
        let mut content = self.nonce[first..].to_vec();
        if content[0] >= 0x80 {
            content.insert(0, 0);
        }
        content
    }
}

/// Tag, length, content. A request is far below 128 bytes, so that a length is one byte.
fn wrap(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let mut bytes = vec![tag, u8::try_from(content.len()).unwrap_or(0)];
    bytes.extend_from_slice(&content);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_exactly_these_bytes() {
        let request = Request { imprint: Digest::from_bytes([0xab; 32]), nonce: [0x81; 16] };
        let (imprint, nonce) = ("ab".repeat(32), "81".repeat(16));
        let expected = format!("304c020101 3031 300d06096086480165030402010500 0420{imprint} 021100{nonce} 0101ff")
            .replace(' ', "");
        assert_eq!(crate::hex::encode(&request.to_der()), expected, "RFC 3161, 2.4.1, in DER");
    }

    #[test]
    fn a_nonce_is_a_whole_number_in_its_shortest_form() {
        let nonce = |first: &[u8]| {
            let mut nonce = [0; 16];
            nonce[16 - first.len()..].copy_from_slice(first);
            Request { imprint: Digest::from_bytes([0; 32]), nonce }.nonce_content()
        };
        assert_eq!(nonce(&[]), [0], "zero is one byte");
        assert_eq!(nonce(&[0x7f, 1]), [0x7f, 1], "leading zeros are dropped");
        assert_eq!(nonce(&[0x80, 1]), [0, 0x80, 1], "never negative");
    }
}
