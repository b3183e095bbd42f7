//! The stream: directives, the one document, and what may follow it.

use super::{Parser, Stage};
use crate::yaml::error::{ErrorClass, ErrorKind, YamlError};
use crate::yaml::scanner::Scan;
use crate::yaml::token::{Directive, TokenKind};

impl Parser<'_> {
    pub(super) fn document(&mut self) -> Scan<()> {
        match self.stage {
            Stage::Start => self.document_start(),
            Stage::ImplicitContent => self.node(true, false),
            Stage::Content => self.document_content(),
            Stage::Inside | Stage::End => self.document_end(),
            Stage::Done => Ok(()),
        }
    }

    fn document_start(&mut self) -> Scan<()> {
        let first = self.scanner.peek()?.kind;
        if first == TokenKind::StreamEnd {
            self.stage = Stage::Done;
            return Ok(());
        }
        if first != TokenKind::Directive && first != TokenKind::DocumentStart {
            self.stage = Stage::ImplicitContent;
            return Ok(());
        }
        self.directives()?;
        let token = self.scanner.peek()?;
        if self.take(TokenKind::DocumentStart)?.is_none() {
            let kind = ErrorKind::ExpectedDocumentStart;
            return Err(self.error(kind, token.start, token.start));
        }
        self.stage = Stage::Content;
        Ok(())
    }

    fn document_content(&mut self) -> Scan<()> {
        let next = self.scanner.peek()?;
        let empty = [
            TokenKind::Directive,
            TokenKind::DocumentStart,
            TokenKind::DocumentEnd,
            TokenKind::StreamEnd,
        ];
        if empty.contains(&next.kind) {
            self.empty_scalar(next.start);
            return Ok(());
        }
        self.node(true, false)
    }

    /// Only `...` and the end of the text may follow a document.
    fn document_end(&mut self) -> Scan<()> {
        while self.take(TokenKind::DocumentEnd)?.is_some() {}
        let first = self.scanner.peek()?;
        if first.kind == TokenKind::StreamEnd {
            self.stage = Stage::Done;
            return Ok(());
        }
        self.directives()?;
        let next = self.scanner.peek()?;
        Err(match next.kind {
            TokenKind::DocumentStart => Box::new(YamlError {
                class: ErrorClass::Composer,
                ..*self.error(ErrorKind::MultipleDocuments, first.start, first.start)
            }),
            _ => self.error(ErrorKind::ExpectedDocumentStart, next.start, next.start),
        })
    }

    fn directives(&mut self) -> Scan<()> {
        let mut yaml = false;
        self.handles.clear();
        while let Some(token) = self.take(TokenKind::Directive)? {
            let directive = self.scanner.directives.get(token.data as usize).cloned();
            let problem = match directive {
                Some(Directive::Yaml { .. }) if yaml => Some(ErrorKind::DuplicateDirective),
                Some(Directive::Yaml { major }) => {
                    yaml = true;
                    (major != "1").then_some(ErrorKind::UnsupportedVersion)
                }
                Some(Directive::Tag { handle, prefix }) => self
                    .handles
                    .insert(handle, prefix)
                    .map(|_| ErrorKind::DuplicateDirective),
                Some(Directive::Unknown) | None => None,
            };
            if let Some(kind) = problem {
                let error = self.error(kind, token.start, token.start);
                self.builder.errors.push(*error);
            }
        }
        Ok(())
    }
}
