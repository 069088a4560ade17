//! Persons' names taken apart: titles, given names, fathers' names, family names (`names/people.txt`).

use super::lists::{LISTS, Lists};
use super::word::{Part, Script, Token, Word, latin, script, tokens};

/// The words of a person's name, given name first, with what each is; articles and particles are left out.
pub(super) fn words(name: &str) -> Vec<Word> {
    let lists = &*LISTS;
    let mut words = Vec::new();
    let mut tokens = unspoilt(tokens(name));
    take_asides(&mut tokens, &mut words);
    take_titles(&mut tokens, &mut words, lists);
    let is_turned = turn_at_comma(&mut tokens);
    let split = tokens.len() == 1 && split_characters(&mut tokens);
    let family_first = split || is_family_first(&tokens, is_turned, lists);
    let mut names = compounds(&tokens, lists);
    if names.is_empty() {
        // A name of particles alone is a name all the same.
        names = tokens.iter().map(|token| Word::new(Part::Middle, token.text.clone())).collect();
    }
    give_parts(&mut names, family_first);
    words.extend(names);
    words
}

/// Digits written for the letters that they look like: "S3rgei".
fn unspoilt(mut tokens: Vec<Token>) -> Vec<Token> {
    for token in &mut tokens {
        let n_digits = token.text.chars().filter(char::is_ascii_digit).count();
        if n_digits > 0 && token.text.chars().count() > 2 * n_digits {
            token.text = token.text.chars().map(letter_of_digit).collect();
        }
    }
    tokens
}

fn letter_of_digit(c: char) -> char {
    match c {
        '0' => 'o',
        '1' => 'i',
        '3' => 'e',
        '4' => 'a',
        '5' => 's',
        '7' => 't',
        '8' => 'b',
        '9' => 'g',
        c => c,
    }
}

fn take_asides(tokens: &mut Vec<Token>, words: &mut Vec<Word>) {
    if tokens.iter().all(|token| token.is_aside) {
        return;
    }
    let asides = tokens.iter().filter(|token| token.is_aside);
    words.extend(asides.map(|token| Word::new(Part::Nickname, token.text.clone())));
    tokens.retain(|token| !token.is_aside);
}

/// Titles at either end, and generations at the end; one word is always left.
fn take_titles(tokens: &mut Vec<Token>, words: &mut Vec<Word>, lists: &Lists) {
    while tokens.len() > 1 && lists.titles.contains(tokens[0].text.as_str()) {
        words.push(Word::new(Part::Title, tokens.remove(0).text));
    }
    while let Some(last) = tokens.last().filter(|_| tokens.len() > 1) {
        let part = match last.text.as_str() {
            text if lists.suffixes.contains(text) => Part::Suffix,
            text if lists.titles.contains(text) => Part::Title,
            _ => break,
        };
        words.push(Word::new(part, tokens.pop().expect("just seen").text));
    }
    // "Hassan Mullah Omar": between names, too.
    let honours = ["mullah", "mulla", "haji", "hajji", "shaykh", "sheikh", "sayyid", "maulavi"];
    while let Some(at) =
        tokens.iter().position(|token| honours.contains(&token.text.as_str())).filter(|at| *at > 0 && tokens.len() > 2)
    {
        words.push(Word::new(Part::Title, tokens.remove(at).text));
    }
}

/// "Weil, Jonas" becomes "Jonas Weil".
fn turn_at_comma(tokens: &mut [Token]) -> bool {
    let first = tokens.first().map_or(0, |token| token.n_commas);
    let n_before = tokens.iter().take_while(|token| token.n_commas == first).count();
    if n_before == 0 || n_before == tokens.len() {
        return false;
    }
    tokens.rotate_left(n_before);
    true
}

/// A name in Chinese characters or Korean letters: the family name is the first.
fn split_characters(tokens: &mut Vec<Token>) -> bool {
    let text = &tokens[0].text;
    if !matches!(script(text), Script::Han | Script::Hangul) || !(2..=4).contains(&text.chars().count()) {
        return false;
    }
    let n_first = text.chars().next().map_or(0, char::len_utf8);
    let rest = Token { text: text[n_first..].to_owned(), ..tokens[0].clone() };
    tokens[0].text.truncate(n_first);
    tokens.push(rest);
    true
}

/// Whether the family name comes first: in capitals, or a Korean, Chinese or Vietnamese one before short words.
fn is_family_first(tokens: &[Token], is_turned: bool, lists: &Lists) -> bool {
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return false };
    if is_turned || tokens.len() < 2 {
        return false;
    }
    let others_are_not = tokens[1..].iter().all(|token| !token.is_capitals);
    let is_short = |token: &Token| token.text.chars().count() <= 6;
    first.is_capitals && others_are_not && first.text.len() > 2
        || tokens.len() <= 3
            && lists.family_first.contains(first.text.as_str())
            && tokens.iter().all(is_short)
            && !last.is_capitals
        || tokens.len() == 3 && lists.family_first.contains(first.text.as_str()) && tokens.iter().all(is_short)
}

/// The names without articles and particles; those of several words as one: "Abd al-Karim", "Nur al-Din", "Abu Omar".
fn compounds(tokens: &[Token], lists: &Lists) -> Vec<Word> {
    let mut names: Vec<Word> = Vec::new();
    let mut is_father = false;
    let mut at = 0;
    while at < tokens.len() {
        let text = tokens[at].text.as_str();
        let next = name_after(tokens, at, lists);
        let part = if is_father { Part::Patronymic } else { Part::Middle };
        let n_before = names.len();
        match next {
            Some(next) if lists.servants.contains(text) => {
                names.push(joined(part, "abdal", &tokens[next].text));
                at = next;
            }
            Some(next) if lists.kunyas.contains(text) => {
                names.push(joined(Part::Kunya, "abu", &tokens[next].text));
                at = next;
            }
            Some(_) if at > 0 && lists.fathers.contains(text) => is_father = true,
            Some(next)
                if lists.articles.contains(text)
                    && lists.faiths.contains(tokens[next].text.as_str())
                    && !names.is_empty() =>
            {
                let before = names.pop().expect("just asked");
                names.push(joined(before.part, &before.text, "aldin"));
                at = next;
            }
            Some(_) if is_left_out(tokens, at, lists) => {}
            _ => names.push(Word::new(part, text.to_owned())),
        }
        is_father &= names.len() == n_before;
        at += 1;
    }
    names
}

/// The next token that is no article.
fn name_after(tokens: &[Token], at: usize, lists: &Lists) -> Option<usize> {
    (at + 1..tokens.len())
        .find(|next| *next + 1 == tokens.len() || !lists.articles.contains(tokens[*next].text.as_str()))
}

/// Articles that are joined or not first ("Al Gore" has none), and particles.
fn is_left_out(tokens: &[Token], at: usize, lists: &Lists) -> bool {
    let text = tokens[at].text.as_str();
    let is_article =
        lists.articles.contains(text) && (at > 0 || tokens[at].joins_next || tokens.len() > 2 && text != "ed");
    let is_particle = lists.particles.contains(text)
        && (text.chars().count() > 1 || tokens[at].n_commas == 0 && at > 0 && "ye".contains(text));
    is_article || is_particle && at + 1 < tokens.len()
}

fn joined(part: Part, before: &str, after: &str) -> Word {
    let text = format!("{before}{after}");
    let latin = [latin(before), latin(after)].concat();
    Word::with_latin(part, text, latin)
}

/// First the given name and last the family name, or the other way round; between them patronymics tell themselves.
fn give_parts(names: &mut [Word], family_first: bool) {
    let is_open = |word: &Word| matches!(word.part, Part::Middle | Part::Patronymic);
    let n_open = names.iter().filter(|word| is_open(word)).count();
    let n_names = names.len();
    for (nth, word) in names.iter_mut().filter(|word| is_open(word)).enumerate() {
        let (is_first, is_last) = (nth == 0, nth + 1 == n_open);
        word.part = match () {
            () if n_names == 1 || is_first && is_last => Part::Family,
            () if is_first && family_first => Part::Family,
            () if is_last && family_first || is_first => Part::Given,
            () if family_first => Part::Given,
            () if is_patronymic(word) => Part::Patronymic,
            () if is_last => Part::Family,
            () => word.part,
        };
    }
    let has_family = names.iter().any(|word| word.part == Part::Family);
    if let (false, Some(last)) = (has_family, names.iter_mut().rev().find(|word| word.part == Part::Patronymic)) {
        last.part = Part::Family;
    }
}

fn is_patronymic(word: &Word) -> bool {
    let ends = |end: &str| word.latin.len() > end.len() + 2 && word.latin.ends_with(end.as_bytes()) && end.len() > 2;
    LISTS.patronymics.iter().any(|end| ends(end)) && word.part == Part::Middle
}

/// Whether a name is written in the manner of Arabic, where fathers' and grandfathers' names follow one's own.
pub(super) fn has_fathers(name: &str) -> bool {
    let marks = ["al", "el", "bin", "ibn", "ben", "abu", "abd", "abdul", "bint"];
    tokens(name).iter().any(|token| marks.contains(&token.text.as_str()) || script(&token.text) == Script::Abjad)
}
