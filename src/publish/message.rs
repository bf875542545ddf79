//! The message of a commit: what was published, from what, with what.

/// What a message tells.
#[derive(Debug, Clone, Copy)]
pub struct Message<'a> {
    /// The first line, where one was given.
    pub subject: Option<&'a str>,
    /// Fiscal years of the editions.
    pub editions: &'a [String],
    /// The commit of the sources.
    pub source: &'a str,
    /// Sources that were not as in that commit.
    pub uncommitted: &'a [String],
    pub version: &'a str,
    /// The address or base path for which the site was built.
    pub address: &'a str,
}

impl Message<'_> {
    /// The message.
    pub fn text(&self) -> String {
        let editions = self.editions.join(", ");
        let subject = match self
            .subject
            .map(str::trim)
            .filter(|subject| !subject.is_empty())
        {
            Some(subject) => subject.to_owned(),
            None => format!("Publish {editions}"),
        };
        let Message {
            source,
            version,
            address,
            ..
        } = self;
        let mut text = format!("{subject}\n\nEditions: {editions}\nSource: {source}\n");
        if !self.uncommitted.is_empty() {
            let (count, names) = (self.uncommitted.len(), self.uncommitted.join(", "));
            text.push_str(&format!(
                "Uncommitted: {count} of the sources differ from that commit: {names}\n"
            ));
        }
        text.push_str(&format!(
            "Address: {address}\nGenerator: tenken {version}\n"
        ));
        text
    }
}

#[cfg(test)]
mod tests {
    use super::Message;

    #[test]
    fn a_message_names_editions_source_and_version() {
        let mut message = Message {
            subject: None,
            editions: &["2021".to_owned(), "2022".to_owned()],
            source: "abc",
            uncommitted: &[],
            version: "1.2.3",
            address: "/repo/",
        };
        let rest =
            "\n\nEditions: 2021, 2022\nSource: abc\nAddress: /repo/\nGenerator: tenken 1.2.3\n";
        assert_eq!(message.text(), format!("Publish 2021, 2022{rest}"));
        message.subject = Some(" 公開 \n");
        let names = ["content/site.yaml".to_owned()];
        message.uncommitted = &names;
        assert_eq!(
            message.text(),
            format!("公開{rest}").replace(
                "Address",
                "Uncommitted: 1 of the sources differ from that commit: content/site.yaml\nAddress"
            )
        );
    }
}
