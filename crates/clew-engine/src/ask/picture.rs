use crate::{Case, EngineError};
use clew_model::{CaseEvent, Doubt, Finding, Knowledge, Status};
use std::collections::HashMap;

impl Case {
    /// Every event, by id.
    pub fn each_event(&self, each: impl FnMut(CaseEvent)) -> Result<(), EngineError> {
        Ok(self.file.each_event(each)?)
    }

    /// Every finding, by id.
    pub fn each_finding(&self, each: impl FnMut(Finding)) -> Result<(), EngineError> {
        Ok(self.file.each_finding(each)?)
    }

    /// Who knew what, the earliest first.
    pub fn each_knowledge(&self, each: impl FnMut(Knowledge)) -> Result<(), EngineError> {
        Ok(self.file.each_knowledge(each)?)
    }

    /// Every pair of entities that may be one, the likeliest first.
    pub fn each_doubt(&self, each: impl FnMut(Doubt)) -> Result<(), EngineError> {
        self.file.doubts(0, u32::MAX)?.into_iter().for_each(each);
        Ok(())
    }

    /// Of each person that has any, the steps in proceedings in order, by entity.
    pub fn statuses(&self) -> Result<HashMap<String, Vec<Status>>, EngineError> {
        Ok(self.file.statuses()?)
    }
}
