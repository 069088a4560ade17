//! The program as its users run it: hermetic, in folders of its own, one binary for all.

mod add;
mod adding;
mod annotate;
mod ask;
mod by_hand;
mod compare;
mod decisions;
mod demo;
mod entities;
mod exports;
mod house;
mod kill;
mod links;
mod mapped;
mod notes;
mod predicates;
mod ratings;
mod report;
mod scene;
mod site;
mod watch;
