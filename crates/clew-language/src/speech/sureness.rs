//! How sure the heads are of each word of a sentence, for those who weigh what is made of it.

use super::heard::Heard;
use clew_model::{Tree, WordSureness};

/// Words that are less likely to ascribe are not asked for their sources and contents: rules may still find that they do.
const LEAST_CUE: f32 = 0.1;

/// Writes what was heard of a sentence into its tree.
pub(crate) fn tell(heard: &Heard, tree: &mut Tree) {
    for (word, heard) in tree.words.iter_mut().zip(&heard.words) {
        word.sureness = WordSureness { trigger: heard.trigger, denied: heard.denied, ..WordSureness::default() };
    }
    let cues = (0..heard.words.len()).filter(|word| heard.words[*word].cue >= LEAST_CUE);
    for shares in cues.map(|cue| heard.shares(cue)) {
        for (word, shares) in tree.words.iter_mut().zip(shares) {
            word.sureness.source = word.sureness.source.max(shares.source);
            word.sureness.content = word.sureness.content.max(shares.content);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::TagSet;
    use crate::model::by_hand::ByHand;
    use crate::speech::by_hand::tree;

    #[test]
    fn a_tree_is_told_what_the_heads_say_of_its_words() {
        let (text, mut tree) =
            tree("Weil/PROPN/nsubj>2 moaned=moan/VERB/root>0 they/PRON/nsubj>4 left=leave/VERB/ccomp>2");
        let encoded = ByHand::of_sentences(&[&text])
            .tag(TagSet::Cue, 0, "O")
            .tag(TagSet::Cue, 1, "B-believed")
            .tag(TagSet::Cue, 2, "O")
            .tag(TagSet::Cue, 3, "O")
            .role(1, 1, "O")
            .role(1, 0, "Source")
            .role(1, 3, "Content")
            .encoded();
        tell(&Heard::new(&encoded, 0..4), &mut tree);
        let told: Vec<WordSureness> = tree.words.iter().map(|word| word.sureness).collect();
        assert!(told[0].source > 0.9 && told[3].source < 0.1);
        assert!(told[3].content > 0.9 && told[0].content < 0.1);
    }
}
