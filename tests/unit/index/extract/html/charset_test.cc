#include <gmock/gmock.h>

#include "index/extract/html/page.h"

namespace quire::extract::html {
namespace {

TEST(DeclaredCharset, a_meta_charset_is_read_with_and_without_quotes) {
  EXPECT_EQ(declared_charset("<html><meta charset=\"windows-1251\">"), "windows-1251");
  EXPECT_EQ(declared_charset("<META CHARSET=koi8-r>"), "koi8-r");
}

TEST(DeclaredCharset, a_content_type_is_read) {
  EXPECT_EQ(declared_charset("<meta name=a><meta http-equiv='Content-Type' "
                             "content='text/html; charset=ISO-8859-2'>"),
            "ISO-8859-2");
}

TEST(DeclaredCharset, an_xml_declaration_is_read) {
  EXPECT_EQ(declared_charset("<?xml version='1.0' encoding='iso-8859-1'?><html>"), "iso-8859-1");
}

TEST(DeclaredCharset, a_page_without_one_has_none) {
  EXPECT_EQ(declared_charset("<p>The charset=utf-8 of prose</p><meta name=x>"), "");
  EXPECT_EQ(declared_charset(""), "");
}

}  // namespace
}  // namespace quire::extract::html
