//! Names of bodies, places and things taken apart: legal forms, numbers, common words (`names/bodies.txt`).

use super::letters::typing_errors;
use super::lists::{Form, LISTS, Lists};
use super::word::{Part, Script, Token, Word, latin, script, tokens};
use clew_model::ThingType;

/// The words of a name, with what each is; "the" and "of" are left out.
pub(super) fn words(name: &str, thing: ThingType) -> Vec<Word> {
    let lists = &*LISTS;
    let mut tokens = without_own_acronym(with_letters_joined(tokens(name)), lists);
    let mut words = Vec::new();
    if thing != ThingType::Place {
        take_vessel(&mut tokens, lists);
    }
    if matches!(thing, ThingType::Organization | ThingType::PublicBody | ThingType::Thing) {
        while let Some(form) = take_form(&mut tokens, lists) {
            words.push(Word::new(Part::Form, form.name.to_owned()));
        }
    }
    let is_small = |token: &&Token| lists.small.contains(token.text.as_str()) && !is_roman_end(token, &tokens);
    let mut content: Vec<&Token> = tokens.iter().filter(|token| !is_small(token)).collect();
    if content.is_empty() {
        content = tokens.iter().collect();
    }
    words.extend(numbered(&content, lists));
    words
}

/// "Fund I": a number where it stands last.
fn is_roman_end(token: &Token, tokens: &[Token]) -> bool {
    token.text == "i"
        && token.is_capitals | tokens.last().is_some_and(|last| std::ptr::eq(last, token))
        && tokens.len() > 1
}

/// Single letters without blanks between them are one word: "A.B.C.", "H&M".
fn with_letters_joined(tokens: Vec<Token>) -> Vec<Token> {
    let mut joined: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut run = 0;
    for token in tokens {
        let is_letter = token.text.chars().count() == 1 && token.text.chars().all(char::is_alphabetic);
        run = if is_letter { run + 1 } else { 0 };
        match joined.last_mut() {
            Some(last) if run > 1 && token.is_close => {
                last.text.push_str(&token.text);
                last.is_capitals = true;
            }
            _ => joined.push(token),
        }
    }
    joined
}

/// "Varn Water Board (VWB)" says the same twice.
fn without_own_acronym(mut tokens: Vec<Token>, lists: &Lists) -> Vec<Token> {
    let firsts = |with_small: bool| -> String {
        let named =
            tokens.iter().filter(|token| !token.is_aside && (with_small || !lists.small.contains(token.text.as_str())));
        named.filter_map(|token| token.text.chars().next()).collect()
    };
    let spelt = [firsts(true), firsts(false)];
    let is_own = |token: &Token| token.is_aside && token.text.chars().count() > 1 && spelt.contains(&token.text);
    tokens.retain(|token| !is_own(token));
    tokens
}

fn take_vessel(tokens: &mut Vec<Token>, lists: &Lists) {
    if tokens.len() > 1 && tokens[0].is_capitals && lists.vessels.contains(tokens[0].text.as_str()) {
        tokens.remove(0);
    }
}

/// Takes a legal form from the beginning or the end, where other words are left.
fn take_form(tokens: &mut Vec<Token>, lists: &'static Lists) -> Option<&'static Form> {
    let latin: Vec<String> = tokens.iter().map(latin_of).collect();
    for form in lists.forms.iter().filter(|form| form.words.len() < tokens.len()) {
        let n = form.words.len();
        if is_written(&latin[tokens.len() - n..], form) {
            tokens.truncate(tokens.len() - n);
            return Some(form);
        }
        let is_word = form.words == ["as"] || form.words == ["ad"] || form.words == ["pt"] && !tokens[0].is_capitals;
        if is_written(&latin[..n], form) && !is_word {
            tokens.drain(..n);
            return Some(form);
        }
    }
    None
}

fn latin_of(token: &Token) -> String {
    match script(&token.text) {
        Script::Latin => token.text.clone(),
        _ => String::from_utf8(latin(&token.text)).unwrap_or_default(),
    }
}

/// Whether words are a form's, long ones with an error of typing.
fn is_written(words: &[String], form: &Form) -> bool {
    words.iter().zip(&form.words).all(|(word, wanted)| {
        word == wanted || wanted.len() >= 8 && typing_errors(word.as_bytes(), wanted.as_bytes(), 1) <= 1
    })
}

/// The words, with numbers read: "Forty-Four", "VII", "007".
fn numbered(tokens: &[&Token], lists: &Lists) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::with_capacity(tokens.len());
    for (at, token) in tokens.iter().enumerate() {
        match number(token, at, lists) {
            Some(value) => match words.last_mut().and_then(|word| word.number.as_mut()) {
                Some(tens) if *tens >= 20 && *tens % 10 == 0 && *tens < 100 && value < 10 => {
                    let whole = *tens + value;
                    words.pop();
                    words.push(Word::numbered(whole));
                }
                _ => words.push(Word::numbered(value)),
            },
            None => words.push(plain(token, lists)),
        }
    }
    words
}

/// Digits are numbers everywhere, words and Roman numerals after another word only: "One Orrin Place", "V Corps".
fn number(token: &Token, at: usize, lists: &Lists) -> Option<u64> {
    let text = token.text.as_str();
    let digits = text.trim_end_matches("st").trim_end_matches("nd").trim_end_matches("rd").trim_end_matches("th");
    if let Ok(value) = digits.parse() {
        return Some(value);
    }
    let is_roman = text.bytes().all(|letter| b"ivx".contains(&letter));
    lists.numbers.get(text).copied().filter(|_| at > 0 || text.len() > 2 && !is_roman)
}

fn plain(token: &Token, lists: &Lists) -> Word {
    let text = lists.spellings.get(token.text.as_str()).map_or(token.text.as_str(), |spelling| *spelling);
    if text.chars().any(|c| c.is_ascii_digit()) {
        // "2007-AHL1": what holds a digit is a number of its own kind, equal or not.
        return Word::new(Part::Number, text.to_owned());
    }
    let part = if lists.common.contains(text) { Part::Common } else { Part::Word };
    Word::new(part, text.to_owned())
}

/// What kind of body a legal form makes.
pub(super) fn kind(form: &str) -> &'static str {
    LISTS.forms.iter().find(|known| known.name == form).map_or("", |known| known.kind)
}
