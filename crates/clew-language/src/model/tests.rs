//! The fused model against a plain one, on every set of instructions, and in every company.

use super::kernels::Instructions;
use super::weights_by_hand::WeightsByHand;
use super::*;
use proptest::prelude::*;

fn random_model(instructions: Instructions) -> Model {
    let bytes = WeightsByHand::random(7).bytes();
    Model::for_instructions(bytes.into(), instructions).expect("weights made by the format")
}

fn words(text: &str) -> Vec<String> {
    text.split(' ').map(str::to_owned).collect()
}

/// Sentences of about `n_words` words that the random model's vocabulary cuts into many pieces.
fn sentences(n_words: usize) -> Vec<Vec<String>> {
    let stems = ["the", "harbours", "Fire", "weil", "PORT", "unbreakable", "acb", "Ab", "12", ",", "zebra", "b"];
    let long = (0..n_words).map(|nth| stems[(nth * nth + nth / 5) % stems.len()].to_owned());
    let mut sentences = vec![words("The harbour fire ."), vec![], words("Weil , unbreakable"), long.collect()];
    sentences.push(words("a b c 1 12"));
    sentences
}

fn close(own: &[f32], theirs: &[f32]) -> f64 {
    let product = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum::<f64>();
    assert_eq!(own.len(), theirs.len());
    product(own, theirs) / (product(own, own) * product(theirs, theirs)).sqrt()
}

#[test]
fn every_set_of_instructions_reads_the_same() {
    let sentences = sentences(300);
    let portable = random_model(Instructions::Portable);
    let expected = portable.encode_words(&sentences);
    let labels = |model: &Model| model.label(&sentences);
    for instructions in Instructions::available() {
        let model = random_model(instructions);
        let encoded = model.encode_words(&sentences);
        assert!(close(&encoded.tags, &expected.tags) > 0.9999, "{instructions:?}");
        assert!(close(&encoded.projected, &expected.projected) > 0.9999, "{instructions:?}");
        for sentence in [0, 3] {
            let arcs = close(&encoded.arc_scores(sentence), &expected.arc_scores(sentence));
            assert!(arcs > 0.999, "{instructions:?}: {arcs}");
        }
        let (own, theirs) = (labels(&model), labels(&portable));
        let equal =
            own.tags.iter().map(|(set, tags)| tags.iter().zip(&theirs.tags[set]).filter(|(a, b)| a == b).count());
        let share = equal.sum::<usize>() as f64 / (own.heads.len() * own.tags.len()) as f64;
        assert!(share > 0.99, "{instructions:?}: {share}");
    }
}

#[test]
fn a_plain_model_in_floats_reads_the_same() {
    let sentences = [words("The harbour fire ."), words("Weil , unbreakable PORT ab 12 zebra")];
    let reference = reference::Reference::new(WeightsByHand::random(7));
    let model = random_model(Instructions::detect());
    let encoded = model.encode_words(&sentences);
    let own = encoded.words().iter().enumerate().map(|(nth, _)| sentences.concat()[nth].clone()).collect::<Vec<_>>();
    let (windows, places) = windows(&model.vocabulary, own.iter().map(String::as_str), encoded.sentences());
    let vectors = reference.encode(&windows[0].pieces);
    for (word, place) in places.iter().enumerate() {
        let vector = &vectors[place.piece];
        let tags = reference.linear("tags", vector);
        let n_tags = tags.len();
        let cosine = close(&encoded.tags[word * n_tags..][..n_tags], &tags);
        assert!(cosine > 0.999, "tags of {}: {cosine}", own[word]);
        let projected: Vec<f32> = reference.linear("projections", vector).into_iter().map(reference::gelu).collect();
        let cosine = close(&encoded.projected[word * projected.len()..][..projected.len()], &projected);
        assert!(cosine > 0.999, "projections of {}: {cosine}", own[word]);
    }
}

#[test]
fn a_window_is_read_the_same_in_any_company_and_on_any_thread() {
    for instructions in Instructions::available() {
        let model = random_model(instructions);
        // Filling a window each, so that the company does not share it.
        let full: Vec<String> = std::iter::repeat_n("zebra the".split(' '), 100).flatten().map(str::to_owned).collect();
        let target: Vec<String> =
            std::iter::repeat_n("Weil the".split(' '), 120).flatten().map(str::to_owned).collect();
        let alone = model.encode_words(std::slice::from_ref(&target));
        let among = model.encode_words(&[full.clone(), target.clone(), full.clone(), full]);
        let at = among.sentences()[1].clone();
        let (n_tags, n_projected) = (model.tags.outputs(), model.projections.outputs());
        assert_eq!(alone.tags, among.tags[at.start * n_tags..at.end * n_tags], "{instructions:?}");
        assert_eq!(alone.projected, among.projected[at.start * n_projected..at.end * n_projected], "{instructions:?}");
        assert_eq!(alone.arc_scores(0), among.arc_scores(1));
        std::thread::scope(|scope| {
            let read = || model.encode_words(std::slice::from_ref(&target)).tags;
            let threads: Vec<_> = (0..3).map(|_| scope.spawn(read)).collect();
            for thread in threads {
                assert_eq!(thread.join().unwrap(), alone.tags);
            }
        });
    }
}

#[test]
fn relations_are_the_same_one_by_one_and_together() {
    let model = random_model(Instructions::detect());
    let encoded = model.encode_words(&sentences(40));
    let pairs: Vec<_> = (0..encoded.words().len()).map(|word| (word, (word % 3 > 0).then_some(word / 2))).collect();
    let together = encoded.relation_scores_of(&pairs);
    let one_by_one: Vec<f32> = pairs.iter().flat_map(|&pair| encoded.relation_scores_of(&[pair])).collect();
    assert_eq!(together, one_by_one);
}

#[test]
fn the_pair_scores_are_those_of_the_format() {
    let weights = WeightsByHand::random(7);
    let model = random_model(Instructions::detect());
    let encoded = model.encode_words(&sentences(40));
    let plain = reference::Pairs { weights: &weights, encoded: &encoded };
    let near = |own: f32, theirs: f32| assert!((own - theirs).abs() < 1e-3 * theirs.abs().max(1.0), "{own} {theirs}");
    let words = encoded.sentences()[2].clone();
    let arcs = encoded.arc_scores(2);
    for (dependent, row) in words.clone().zip(arcs.chunks_exact(words.len() + 1)) {
        for (head, score) in words.clone().map(Some).chain([None]).zip(row) {
            near(*score, plain.arc(dependent, head));
        }
    }
    for (dependent, head) in [(4, Some(5)), (5, None)] {
        let scores = encoded.relation_scores_of(&[(dependent, head)]);
        scores.iter().enumerate().for_each(|(relation, score)| near(*score, plain.relation(dependent, head, relation)));
    }
    let roles = encoded.role_scores(9, 0..40);
    for (word, row) in roles.chunks_exact(model.roles().len()).enumerate() {
        row.iter().enumerate().for_each(|(role, score)| near(*score, plain.role(9, word, role)));
    }
    let score = model.chain_score(&encoded.chain_vectors(30), &encoded.chain_vectors(3), 27);
    near(score, plain.chain(30, 3));
}

#[test]
fn texts_and_words_give_their_places() {
    let model = random_model(Instructions::detect());
    let text = "Weil left.  É fire.";
    let encoded = model.encode(text, &[0..10, 12..text.len()]);
    let words: Vec<&str> = encoded.words().iter().map(|word| &text[word.bytes.clone()]).collect();
    assert_eq!(words, ["Weil", "left", ".", "É", "fire", "."]);
    assert_eq!(encoded.sentences(), [0..3, 3..6]);
    assert_eq!(encoded.words()[3].sentence, 1);
    assert_eq!(model.encode_words(&[vec![], vec!["é".into(), "b".into()]]).words()[1].bytes, 3..4);
    assert!(model.encode("", &[]).words().is_empty());
}

#[test]
fn bytes_that_are_no_model_are_refused() {
    let refused = |weights: &WeightsByHand| Model::from_bytes(weights.bytes()).unwrap_err().to_string();
    assert!(matches!(Model::from_bytes(b"no".to_vec()), Err(ModelError::Container(_))));
    let mut weights = WeightsByHand::random(1);
    weights.remove("layers.1.up.q");
    assert_eq!(refused(&weights), "the weights have no tensor `layers.1.up.q`");
    weights.describe("format", "clew-language 0");
    assert_eq!(refused(&weights), "the weights' header: `format` is clew-language 0, not clew-language 1");
    let mut weights = WeightsByHand::random(1);
    weights.describe("layers", "3");
    assert_eq!(refused(&weights), "the weights have no tensor `layers.2.qkv.q`");
}

#[test]
fn the_embedded_weights_are_read() {
    assert!(!Model::embedded().relations().is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_words_are_scored(words in proptest::collection::vec(any::<String>(), 0..40)) {
        let model = random_model(Instructions::detect());
        let encoded = model.encode_words(std::slice::from_ref(&words));
        prop_assert_eq!(encoded.words().len(), words.len());
        prop_assert!(encoded.tags.iter().chain(&encoded.projected).all(|score| score.is_finite()));
    }
}

/// The model as the format describes it, in floats, one value at a time.
mod reference {
    use super::*;

    pub struct Reference {
        weights: WeightsByHand,
    }

    pub fn gelu(x: f32) -> f32 {
        // The normal distribution by Simpson's rule, from the mean.
        let density = |at: f64| (-at * at / 2.0).exp() / std::f64::consts::TAU.sqrt();
        let (x, steps) = (f64::from(x), 2_000);
        let width = x / f64::from(steps);
        let sum: f64 = (0..steps)
            .map(|nth| f64::from(nth) * width)
            .map(|at| density(at) + 4.0 * density(at + width / 2.0) + density(at + width))
            .sum();
        (x * (0.5 + sum * width / 6.0)) as f32
    }

    fn norm(row: &[f32], weight: &[f32], bias: &[f32]) -> Vec<f32> {
        let mean = row.iter().sum::<f32>() / row.len() as f32;
        let variance = row.iter().map(|x| (x - mean).powi(2)).sum::<f32>() / row.len() as f32;
        row.iter()
            .zip(weight.iter().zip(bias))
            .map(|(x, (w, b))| (x - mean) / (variance + 1e-12).sqrt() * w + b)
            .collect()
    }

    impl Reference {
        pub fn new(weights: WeightsByHand) -> Self {
            Self { weights }
        }

        pub fn linear(&self, name: &str, row: &[f32]) -> Vec<f32> {
            let values = |part: &str| self.weights.values(&format!("{name}.{part}"));
            let (weights, scales, biases) = (values("q"), values("scale"), values("bias"));
            let outputs = weights.chunks_exact(row.len()).zip(scales.iter().zip(&biases));
            outputs
                .map(|(weights, (scale, bias))| weights.iter().zip(row).map(|(w, x)| w * x).sum::<f32>() * scale + bias)
                .collect()
        }

        fn normed(&self, name: &str, row: &[f32]) -> Vec<f32> {
            norm(row, &self.weights.values(&format!("{name}.weight")), &self.weights.values(&format!("{name}.bias")))
        }

        pub fn encode(&self, pieces: &[(u32, u8)]) -> Vec<Vec<f32>> {
            let table = |name: &str| self.weights.values(&format!("embeddings.{name}"));
            let (table_q, scales, positions, casings) =
                (table("pieces.q"), table("pieces.scale"), table("positions"), table("casing"));
            let mut vectors: Vec<Vec<f32>> = pieces
                .iter()
                .enumerate()
                .map(|(at, &(piece, casing))| {
                    let (piece, casing) = (piece as usize, usize::from(casing));
                    let row: Vec<f32> = (0..WIDTH)
                        .map(|n| {
                            table_q[piece * WIDTH + n] * scales[piece]
                                + positions[at * WIDTH + n]
                                + casings[casing * WIDTH + n]
                        })
                        .collect();
                    self.normed("embeddings.norm", &row)
                })
                .collect();
            for layer in 0..2 {
                vectors = self.layer(&format!("layers.{layer}"), &vectors);
            }
            vectors
        }

        fn layer(&self, name: &str, vectors: &[Vec<f32>]) -> Vec<Vec<f32>> {
            let qkv: Vec<Vec<f32>> = vectors.iter().map(|row| self.linear(&format!("{name}.qkv"), row)).collect();
            let sum = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(a, b)| a + b).collect::<Vec<f32>>();
            vectors
                .iter()
                .zip(&qkv)
                .map(|(row, own)| {
                    let context: Vec<f32> =
                        (0..12).flat_map(|head| attend(&own[head * 32..][..32], &qkv, head)).collect();
                    let row = self.normed(
                        &format!("{name}.attention_norm"),
                        &sum(row, &self.linear(&format!("{name}.output"), &context)),
                    );
                    let up: Vec<f32> = self.linear(&format!("{name}.up"), &row).into_iter().map(gelu).collect();
                    self.normed(&format!("{name}.output_norm"), &sum(&row, &self.linear(&format!("{name}.down"), &up)))
                })
                .collect()
        }
    }

    fn attend(query: &[f32], qkv: &[Vec<f32>], head: usize) -> Vec<f32> {
        let key = |row: &[f32]| {
            row[WIDTH + head * 32..][..32].iter().zip(query).map(|(k, q)| k * q).sum::<f32>() / 32_f32.sqrt()
        };
        let scores: Vec<f32> = qkv.iter().map(|row| key(row).exp()).collect();
        let total: f32 = scores.iter().sum();
        (0..32)
            .map(|n| qkv.iter().zip(&scores).map(|(row, score)| row[2 * WIDTH + head * 32 + n] * score / total).sum())
            .collect()
    }

    /// The scores of pairs, from the projections of a stretch.
    pub struct Pairs<'a> {
        pub weights: &'a WeightsByHand,
        pub encoded: &'a Encoded<'a>,
    }

    impl Pairs<'_> {
        /// A projection by the number of its first column and its width.
        fn projected(&self, word: usize, first: usize, width: usize) -> Vec<f32> {
            self.encoded.projected[word * 184 + first..][..width].to_vec()
        }

        pub fn arc(&self, dependent: usize, head: Option<usize>) -> f32 {
            let bilinear = self.weights.values("arc.bilinear");
            let dependent = self.projected(dependent, 0, 32);
            let head = head.map_or_else(|| self.weights.values("arc.root"), |head| self.projected(head, 32, 32));
            let own: f32 = self.weights.values("arc.head").iter().zip(&head).map(|(a, b)| a * b).sum();
            own + (0..32 * 32).map(|at| dependent[at / 32] * bilinear[at] * head[at % 32]).sum::<f32>()
        }

        pub fn relation(&self, dependent: usize, head: Option<usize>, relation: usize) -> f32 {
            let head = head.map_or_else(|| self.weights.values("relation.root"), |head| self.projected(head, 84, 20));
            self.trilinear("relation.bilinear", (self.projected(dependent, 64, 20), head), relation, 11)
        }

        pub fn role(&self, predicate: usize, word: usize, role: usize) -> f32 {
            let pair = (self.projected(predicate, 104, 24), self.projected(word, 128, 24));
            let starts = [1, 2, 3, 4, 5, 7, 10, 14, 20, 30, 45, 65, 100, 150, 300];
            let bucket = starts.iter().filter(|start| **start <= predicate.abs_diff(word)).count();
            let bucket = if word < predicate { 16 + bucket } else { bucket };
            self.trilinear("role.bilinear", pair, role, 9) + self.weights.values("role.distance")[bucket * 9 + role]
        }

        pub fn chain(&self, anaphor: usize, antecedent: usize) -> f32 {
            let bilinear = self.weights.values("chain.bilinear");
            let (anaphor, antecedent) = (self.projected(anaphor, 152, 16), self.projected(antecedent, 168, 16));
            let own: f32 = self.weights.values("chain.antecedent").iter().zip(&antecedent).map(|(a, b)| a * b).sum();
            // 27 words lie in the bucket of 20 to 29.
            let distance = self.weights.values("chain.distance")[9];
            own + distance + (0..16 * 16).map(|at| anaphor[at / 16] * bilinear[at] * antecedent[at % 16]).sum::<f32>()
        }

        fn trilinear(&self, name: &str, (mut a, mut b): (Vec<f32>, Vec<f32>), label: usize, labels: usize) -> f32 {
            let bilinear = self.weights.values(name);
            a.push(1.0);
            b.push(1.0);
            let weight = |i: usize, j: usize| bilinear[(i * labels + label) * b.len() + j];
            (0..a.len()).map(|i| (0..b.len()).map(|j| a[i] * weight(i, j) * b[j]).sum::<f32>()).sum()
        }
    }
}
