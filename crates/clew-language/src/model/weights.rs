//! Tensors by name from the bytes of a safetensors file, with their shapes checked.

use super::ModelError;
use safetensors::SafeTensors;
use safetensors::tensor::{Dtype, Metadata};
use std::ops::Range;

/// The tensors and the header of a weights file.
pub(super) struct Weights<'b> {
    bytes: &'b [u8],
    header: Metadata,
    /// The first byte after the header.
    first: usize,
}

impl<'b> Weights<'b> {
    /// Reads the header, and checks that every tensor lies within the bytes.
    pub fn read(bytes: &'b [u8]) -> Result<Self, ModelError> {
        SafeTensors::deserialize(bytes)?;
        let (length, header) = SafeTensors::read_metadata(bytes)?;
        Ok(Self { bytes, header, first: size_of::<u64>() + length })
    }

    /// A value of the header's metadata.
    pub fn text(&self, key: &str) -> Result<&str, ModelError> {
        let value = self.header.metadata().as_ref().and_then(|values| values.get(key));
        value.map(String::as_str).ok_or_else(|| ModelError::Header(format!("no `{key}`")))
    }

    /// The length of a tensor's first dimension.
    pub fn rows(&self, name: &str) -> Result<usize, ModelError> {
        let tensor = self.header.info(name).ok_or_else(|| ModelError::Missing(name.to_owned()))?;
        Ok(tensor.shape.first().copied().unwrap_or(0))
    }

    /// Where the bytes of a tensor lie in the file.
    pub fn place(&self, name: &str, dtype: Dtype, shape: &[usize]) -> Result<Range<usize>, ModelError> {
        let tensor = self.header.info(name).ok_or_else(|| ModelError::Missing(name.to_owned()))?;
        if tensor.dtype != dtype || tensor.shape != shape {
            return Err(ModelError::Shape {
                name: name.to_owned(),
                found: format!("{:?} {:?}", tensor.dtype, tensor.shape),
                expected: format!("{dtype:?} {shape:?}"),
            });
        }
        Ok(self.first + tensor.data_offsets.0..self.first + tensor.data_offsets.1)
    }

    /// The bytes of a tensor of bytes; int8 as two's complement.
    pub fn bytes(&self, name: &str, dtype: Dtype, shape: &[usize]) -> Result<&'b [u8], ModelError> {
        Ok(&self.bytes[self.place(name, dtype, shape)?])
    }

    /// A copy of a tensor of 32-bit floats, which may lie anywhere in the file.
    pub fn floats(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, ModelError> {
        let (values, _) = self.bytes(name, Dtype::F32, shape)?.as_chunks();
        Ok(values.iter().map(|&value| f32::from_le_bytes(value)).collect())
    }
}
