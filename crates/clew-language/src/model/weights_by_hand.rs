//! Weights files made by tests: of the format's shapes, with chosen or random values.

use super::TagSet;
use safetensors::tensor::{Dtype, TensorView};
use std::collections::{BTreeMap, HashMap};

const WIDTH: usize = 384;
const FEED_FORWARD: usize = 1_536;
const POSITIONS: usize = 256;
const CASINGS: usize = 9;

/// The pieces that every vocabulary made here has.
const PIECES: &str = "[PAD]\n[UNK]\n[CLS]\n[SEP]\nthe\nharbour\n##s\nfire\nweil\nport\n##able\nun\n##break\n.\n,\na\nb\nc\n##a\n##b\n##c\n1\n##2";

/// Every tensor by name.
pub(crate) struct WeightsByHand {
    tensors: BTreeMap<String, (Dtype, Vec<usize>, Vec<u8>)>,
    header: HashMap<String, String>,
}

impl WeightsByHand {
    /// A small model of two layers with random weights and a few labels in every set.
    pub fn random(seed: u64) -> Self {
        let labels = |n: usize| (0..n).map(|nth| nth.to_string()).collect::<Vec<_>>();
        let sets: Vec<Vec<String>> =
            TagSet::ALL.iter().map(|(set, _)| labels(if *set == TagSet::Factuality { 1 } else { 7 })).collect();
        let mut weights = Self::new(2, &sets, [32, 32, 20, 20, 24, 24, 16, 16], &labels(11), &labels(9));
        weights.randomise(seed);
        weights
    }

    /// Weights that are all zero, with `widths` for the eight projections.
    pub fn new(
        layers: usize,
        sets: &[Vec<String>],
        widths: [usize; 8],
        relations: &[String],
        roles: &[String],
    ) -> Self {
        let names = [
            "arc_dependent",
            "arc_head",
            "relation_dependent",
            "relation_head",
            "role_predicate",
            "role_argument",
            "chain_anaphor",
            "chain_antecedent",
        ];
        let sets: Vec<_> = TagSet::ALL.iter().zip(sets).map(|((_, name), labels)| (name, labels)).collect();
        let projections: Vec<_> = names.iter().zip(widths).collect();
        let labels =
            serde_json::json!({"tag_sets": sets, "projections": projections, "relations": relations, "roles": roles});
        let header =
            [("format", "clew-language 1".to_owned()), ("layers", layers.to_string()), ("labels", labels.to_string())];
        let header = header.map(|(key, value)| (key.to_owned(), value)).into();
        let mut weights = Self { tensors: BTreeMap::new(), header };
        weights.add("vocabulary", Dtype::U8, &[PIECES.len()]);
        weights.tensors.get_mut("vocabulary").expect("just added").2 = PIECES.as_bytes().to_vec();
        weights.add_encoder(layers);
        let n_tags = sets.iter().map(|(_, labels)| labels.len()).sum();
        weights.add_linear("tags", n_tags, WIDTH);
        weights.add_linear("projections", widths.iter().sum(), WIDTH);
        weights.add_heads(widths, relations.len(), roles.len());
        weights
    }

    fn add_encoder(&mut self, layers: usize) {
        let n_pieces = PIECES.lines().count();
        self.add("embeddings.pieces.q", Dtype::I8, &[n_pieces, WIDTH]);
        self.add("embeddings.pieces.scale", Dtype::F32, &[n_pieces]);
        self.add("embeddings.positions", Dtype::F32, &[POSITIONS, WIDTH]);
        self.add("embeddings.casing", Dtype::F32, &[CASINGS, WIDTH]);
        self.add_norm("embeddings.norm");
        for layer in 0..layers {
            self.add_linear(&format!("layers.{layer}.qkv"), 3 * WIDTH, WIDTH);
            self.add_linear(&format!("layers.{layer}.output"), WIDTH, WIDTH);
            self.add_linear(&format!("layers.{layer}.up"), FEED_FORWARD, WIDTH);
            self.add_linear(&format!("layers.{layer}.down"), WIDTH, FEED_FORWARD);
            self.add_norm(&format!("layers.{layer}.attention_norm"));
            self.add_norm(&format!("layers.{layer}.output_norm"));
        }
    }

    fn add_heads(&mut self, widths: [usize; 8], relations: usize, roles: usize) {
        let [_, arc, _, relation, _, role, _, chain] = widths;
        self.add("arc.bilinear", Dtype::F32, &[arc, arc]);
        self.add("arc.head", Dtype::F32, &[arc]);
        self.add("arc.root", Dtype::F32, &[arc]);
        self.add("relation.bilinear", Dtype::F32, &[relation + 1, relations, relation + 1]);
        self.add("relation.root", Dtype::F32, &[relation]);
        self.add("role.bilinear", Dtype::F32, &[role + 1, roles, role + 1]);
        self.add("role.distance", Dtype::F32, &[32, roles]);
        self.add("chain.bilinear", Dtype::F32, &[chain, chain]);
        self.add("chain.antecedent", Dtype::F32, &[chain]);
        self.add("chain.distance", Dtype::F32, &[16]);
    }

    fn add_linear(&mut self, name: &str, outputs: usize, inputs: usize) {
        self.add(&format!("{name}.q"), Dtype::I8, &[outputs, inputs]);
        self.add(&format!("{name}.scale"), Dtype::F32, &[outputs]);
        self.add(&format!("{name}.bias"), Dtype::F32, &[outputs]);
    }

    fn add_norm(&mut self, name: &str) {
        self.add(&format!("{name}.weight"), Dtype::F32, &[WIDTH]);
        self.add(&format!("{name}.bias"), Dtype::F32, &[WIDTH]);
    }

    fn add(&mut self, name: &str, dtype: Dtype, shape: &[usize]) {
        let bytes = shape.iter().product::<usize>() * if dtype == Dtype::F32 { 4 } else { 1 };
        self.tensors.insert(name.to_owned(), (dtype, shape.to_vec(), vec![0; bytes]));
    }

    /// Sets every float of a tensor to what its indices give.
    pub fn set(&mut self, name: &str, value: impl Fn(&[usize]) -> f32) {
        let (_, shape, bytes) = self.tensors.get_mut(name).expect("a tensor of the format");
        for (nth, float) in bytes.chunks_exact_mut(4).enumerate() {
            let mut rest = nth;
            let mut at = vec![0; shape.len()];
            for (index, length) in at.iter_mut().zip(shape.iter()).rev() {
                (*index, rest) = (rest % length, rest / length);
            }
            float.copy_from_slice(&value(&at).to_le_bytes());
        }
    }

    /// Fills every tensor with random values, about as large as a trained model's: a norm's weights about 1, all else about 0.
    pub fn randomise(&mut self, seed: u64) {
        let mut state = seed;
        // Steele, Lea and Flood 2014 (SplitMix64): the same values everywhere, for ever.
        let mut random = || {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mixed = (state ^ state >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
            (mixed ^ mixed >> 31) >> 40
        };
        for (name, (dtype, _, bytes)) in &mut self.tensors {
            let (centre, reach) = match name.as_str() {
                name if name.ends_with("norm.weight") => (1.0, 0.3),
                name if name.ends_with(".scale") => (0.0005, 0.0002),
                _ => (0.0, 0.1),
            };
            match dtype {
                Dtype::I8 => bytes.iter_mut().for_each(|byte| *byte = ((random() % 255) as i16 - 127) as i8 as u8),
                Dtype::F32 => {
                    for float in bytes.chunks_exact_mut(4) {
                        let unit = random() as f32 / (1 << 23) as f32 - 1.0;
                        float.copy_from_slice(&(centre + reach * unit).to_le_bytes());
                    }
                }
                _ => {}
            }
        }
    }

    /// Leaves a tensor out.
    pub fn remove(&mut self, name: &str) {
        self.tensors.remove(name);
    }

    /// Changes the header.
    pub fn describe(&mut self, key: &str, value: &str) {
        self.header.insert(key.to_owned(), value.to_owned());
    }

    /// A tensor's values, int8 ones without their scales.
    pub fn values(&self, name: &str) -> Vec<f32> {
        let (dtype, _, bytes) = &self.tensors[name];
        match dtype {
            Dtype::F32 => bytes.as_chunks().0.iter().map(|&float| f32::from_le_bytes(float)).collect(),
            _ => bytes.iter().map(|&byte| f32::from(byte as i8)).collect(),
        }
    }

    /// The file.
    pub fn bytes(&self) -> Vec<u8> {
        let tensors = self.tensors.iter().map(|(name, (dtype, shape, bytes))| {
            (name, TensorView::new(*dtype, shape.clone(), bytes).expect("its length is its shape's"))
        });
        safetensors::serialize(tensors, Some(self.header.clone())).expect("names and lengths are sound")
    }
}
