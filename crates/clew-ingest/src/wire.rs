//! What the parent and the parsing child say to each other, over one Unix socket that is the child's standard input.
//!
//! A message is two lengths, a JSON head and a body of plain bytes. Opened files travel beside the first bytes of a
//! message (`SCM_RIGHTS`), so that the child never has to open one.

use crate::{Hints, Limits, Refusal};
use clew_model::Reading;
use jiff::Timestamp;
use rustix::net::{
    RecvAncillaryBuffer, RecvAncillaryMessage, RecvFlags, SendAncillaryBuffer, SendAncillaryMessage, SendFlags,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::io::{self, IoSlice, IoSliceMut, Read, Write};
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::net::UnixStream;

/// The first message to a child: what it is for.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Opening {
    /// Answer requests until the socket closes.
    Serve(Limits),
    /// Become this program; the two files beside the message are its standard input and output.
    Launch { program: String, arguments: Vec<String>, limits: Limits },
}

/// Read one input; its opened file stands beside the message.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Request {
    pub id: String,
    pub hints: Hints,
    /// Items already answered for this input, while children died over it: not to be sent again.
    pub n_answered: u64,
    /// What the children died over: not to be touched again.
    pub deadly: Vec<Deadly>,
}

/// A document or container that brought a child down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Deadly {
    pub id: String,
    /// Items that have been answered for it and for what is in it.
    pub n_items: u64,
}

/// What the child answers; the body is empty unless said.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Reply {
    /// Ready, and kept in this far.
    Ready { reduced: Option<String> },
    /// About to parse an item; the body is its original.
    Begin { id: String, media_type: String, retrieved_at: Option<Timestamp> },
    /// The item begun last was read; `retrieved_at` is what it says of that itself.
    Read { reading: Box<Reading>, retrieved_at: Option<Timestamp>, pictures: Option<Pictures> },
    /// The item begun last could not be read.
    Refused(Refusal),
    /// An item that was refused before it was begun.
    Left { id: String, media_type: String, refusal: Refusal },
    /// So many items answered before were passed over.
    Passed { n_items: u64 },
    /// About to look into a container.
    Enter { id: String },
    /// The container entered last and not yet left is done with.
    Exit,
    /// Nothing more in this input.
    Done,
}

/// Pictures of text in an original, which a program outside this crate may recognise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Pictures {
    /// The original is one picture.
    Whole,
    /// The original is a PDF, and these of its pages, counted from 0, are pictures.
    Pages(Vec<usize>),
}

/// Lengths of head and body, little-endian, before each message.
const LENGTHS: usize = 4 + 8;
/// Most files that travel with one message: a program's input and output.
const N_FILES: usize = 2;

// Apple's systems have neither flag; there the standard library has set the socket not to signal.
#[cfg(target_vendor = "apple")]
const SEND_FLAGS: SendFlags = SendFlags::empty();
#[cfg(not(target_vendor = "apple"))]
const SEND_FLAGS: SendFlags = SendFlags::NOSIGNAL;
#[cfg(target_vendor = "apple")]
const RECEIVE_FLAGS: RecvFlags = RecvFlags::empty();
#[cfg(not(target_vendor = "apple"))]
const RECEIVE_FLAGS: RecvFlags = RecvFlags::CMSG_CLOEXEC;

fn encode(head: &impl Serialize, body: &[u8]) -> io::Result<([u8; LENGTHS], Vec<u8>)> {
    let head = serde_json::to_vec(head)?;
    let head_length = u32::try_from(head.len()).map_err(|_| io::Error::other("a message's head is over 4 GB"))?;
    let mut lengths = [0; LENGTHS];
    lengths[..4].copy_from_slice(&head_length.to_le_bytes());
    lengths[4..].copy_from_slice(&(body.len() as u64).to_le_bytes());
    Ok((lengths, head))
}

/// Sends a message with a body.
pub(crate) fn send(mut socket: &UnixStream, head: &impl Serialize, body: &[u8]) -> io::Result<()> {
    let (lengths, head) = encode(head, body)?;
    let mut front = lengths.to_vec();
    front.extend_from_slice(&head);
    socket.write_all(&front)?;
    socket.write_all(body)
}

/// Sends a message with opened files beside it.
pub(crate) fn send_files(mut socket: &UnixStream, head: &impl Serialize, files: &[BorrowedFd<'_>]) -> io::Result<()> {
    let (lengths, head) = encode(head, &[])?;
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(N_FILES))];
    let mut control = SendAncillaryBuffer::new(&mut space);
    if !files.is_empty() && !control.push(SendAncillaryMessage::ScmRights(files)) {
        return Err(io::Error::other("too many files beside one message"));
    }
    let n_sent = rustix::net::sendmsg(socket, &[IoSlice::new(&lengths)], &mut control, SEND_FLAGS)?;
    socket.write_all(&lengths[n_sent..])?;
    socket.write_all(&head)
}

/// A received message.
pub(crate) struct Message<H> {
    pub head: H,
    pub body: Vec<u8>,
}

/// Reads the next message; `None` where the other side has closed. Refuses one of more than `most_bytes`.
pub(crate) fn receive<H: DeserializeOwned>(mut from: impl Read, most_bytes: u64) -> io::Result<Option<Message<H>>> {
    let mut lengths = [0; LENGTHS];
    let n_first = from.read(&mut lengths)?;
    if n_first == 0 {
        return Ok(None);
    }
    from.read_exact(&mut lengths[n_first..])?;
    let (head_length, body_length) = decode_lengths(lengths);
    if head_length.saturating_add(body_length) > most_bytes {
        return Err(io::Error::other("a message is larger than was agreed"));
    }
    let mut head = vec![0; head_length as usize];
    from.read_exact(&mut head)?;
    let mut body = vec![0; body_length as usize];
    from.read_exact(&mut body)?;
    Ok(Some(Message { head: serde_json::from_slice(&head)?, body }))
}

/// Reads the next message without a body, and the files beside it; `None` where the other side has closed.
pub(crate) fn receive_files<H: DeserializeOwned>(mut socket: &UnixStream) -> io::Result<Option<(H, Vec<OwnedFd>)>> {
    let mut lengths = [0; LENGTHS];
    let mut space = [MaybeUninit::uninit(); rustix::cmsg_space!(ScmRights(N_FILES))];
    let mut control = RecvAncillaryBuffer::new(&mut space);
    let received =
        rustix::net::recvmsg(socket.as_fd(), &mut [IoSliceMut::new(&mut lengths)], &mut control, RECEIVE_FLAGS)?;
    if received.bytes == 0 {
        return Ok(None);
    }
    let mut files = Vec::new();
    for message in control.drain() {
        if let RecvAncillaryMessage::ScmRights(rights) = message {
            files.extend(rights);
        }
    }
    socket.read_exact(&mut lengths[received.bytes..])?;
    let (head_length, _) = decode_lengths(lengths);
    let mut head = vec![0; head_length as usize];
    socket.read_exact(&mut head)?;
    Ok(Some((serde_json::from_slice(&head)?, files)))
}

fn decode_lengths(lengths: [u8; LENGTHS]) -> (u64, u64) {
    let (head, body) = lengths.split_at(4);
    let head = u32::from_le_bytes(head.try_into().expect("four bytes"));
    (head.into(), u64::from_le_bytes(body.try_into().expect("eight bytes")))
}
