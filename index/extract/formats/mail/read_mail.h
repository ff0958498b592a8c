#pragma once
// Mails, mailboxes and web pages saved as mails. Pure functions over bytes.

#include <string_view>

#include "index/base/result.h"
#include "index/extract/draft/reading.h"

namespace quire::extract::formats {

// Whether a header as mails have it stands in front (RFC 5322), or a mailbox's "From " line before
// one. In files whose name is a mail's, any field at the front is enough.
[[nodiscard]] bool is_mail(std::string_view bytes, std::string_view name = {});
[[nodiscard]] bool is_mailbox(std::string_view bytes);

// One message: its subject, sender and text, with the text, HTML and mails that are attached to it.
// Of a text in two forms the plain one is taken, unless it is empty or the mail comes from a list,
// whose newsletters are laid out in HTML. A saved page (multipart/related around HTML, without a
// receiver) is read as a page. Files that come with it, but for pictures, sounds and signatures,
// are attachments of the reading. kUnsupported when there is neither a subject nor text.
[[nodiscard]] Result<Reading> read_mail(std::string_view bytes);

// Each message of a mailbox (mbox), with its Message-ID as the key and its ">From " lines as they
// were; those that hold nothing are noted.
[[nodiscard]] Result<Reading> read_mailbox(std::string_view bytes);

}  // namespace quire::extract::formats
