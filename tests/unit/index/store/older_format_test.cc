// An index of an older format: it is served, and a rebuild takes its place.

#include <gmock/gmock.h>

#include <fstream>

#include "index/base/format.h"
#include "tests/unit/index/store/library_fixture.h"

namespace quire::store {
namespace {

using test::FileCall;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class OlderFormat : public LibraryFixture {
 protected:
  // Segment 1 is sealed and has "Sealed" in sealed.txt; segment 2 is fresh, with "Fresh".
  void SetUp() override {
    const auto library = opened_sealing();
    put(*library, prepared("sealed.txt", "Sealed"));
    ASSERT_TRUE(library->seal_if_large().ok());
    put(*library, prepared("fresh.txt", "Fresh"));
    ASSERT_TRUE(library->close().ok());
    folder_.write("index/format", "0\n");
  }

  // Seals whatever is fresh when it is asked to.
  std::unique_ptr<Library> opened_sealing() {
    LibraryOptions options{index(), Durability::kFresh, "boot-1"};
    options.fresh_documents = 1;
    auto library = Library::open(files_, options);
    if (!library) ADD_FAILURE() << describe(library.error());
    return library ? *std::move(library) : nullptr;
  }

  static void put(Library& library, const PreparedFile& file) {
    ASSERT_TRUE(*library.replace(file));
    ASSERT_TRUE(library.publish().ok());
  }

  void adopt(Library& library, const std::string& relative, const std::string& title,
             bool into_rebuild) {
    auto builder = BulkBuilder::create({"en"});
    std::vector<article::Article> articles;
    articles.push_back(text(title));
    builder->add(key(relative), state(), std::move(articles));
    const auto built = builder->write(files_, library.building_path(relative));
    ASSERT_TRUE(built.ok());
    ASSERT_TRUE(library.adopt(*built, {false}, Read::kForced, into_rebuild).ok());
  }

  // Begins one that has "Rebuilt" in sealed.txt, and nothing else.
  void begin_rebuild(Library& library) {
    ASSERT_TRUE(library.begin_rebuild().ok());
    adopt(library, "sealed.txt", "Rebuilt", true);
    ASSERT_TRUE(library.publish().ok());
  }

  [[nodiscard]] std::string format_on_disk() { return files_.read(at("format"), 64)->bytes; }
  [[nodiscard]] static std::string our_format() { return format("{}\n", kSchemaVersion); }
};

TEST_F(OlderFormat, is_served_as_it_is_and_a_rebuild_is_due) {
  const auto library = opened();
  EXPECT_THAT(library->notices(),
              ElementsAre("the index has an older format: it is served as it is while a new one is "
                          "built beside it"));
  EXPECT_TRUE(library->counts().rebuild_due);
  EXPECT_EQ(library->counts().articles, 2U);
  EXPECT_EQ(titles(), "Fresh | Sealed");
}

TEST_F(OlderFormat, takes_changes_until_the_rebuild) {
  {
    const auto library = opened();
    ASSERT_TRUE(*library->remove(key("fresh.txt")));
    put(*library, prepared("sealed.txt", "Changed", 2));
    put(*library, prepared("new.txt", "New"));
    ASSERT_TRUE(library->close().ok());
  }
  const auto library = opened();
  EXPECT_EQ(titles(), "Changed | New");
  EXPECT_TRUE(library->counts().rebuild_due);
}

TEST_F(OlderFormat, stays_when_a_crash_comes_before_the_rebuild_is_finished) {
  begin_rebuild(*opened());
  EXPECT_EQ(format_on_disk(), "0\n");
  const auto library = opened();
  EXPECT_THAT(library->notices(), ElementsAre(HasSubstr("older format")));
  EXPECT_TRUE(library->counts().rebuild_due);
  EXPECT_EQ(titles(), "Fresh | Sealed");
}

TEST_F(OlderFormat, stays_when_the_rebuild_is_given_up) {
  const auto library = opened();
  begin_rebuild(*library);
  library->abandon_rebuild();
  ASSERT_TRUE(library->publish().ok());
  EXPECT_TRUE(library->counts().rebuild_due);
  EXPECT_EQ(format_on_disk(), "0\n");
  EXPECT_EQ(titles(), "Fresh | Sealed");
}

TEST_F(OlderFormat, is_replaced_by_a_finished_rebuild) {
  {
    const auto library = opened();
    begin_rebuild(*library);
    EXPECT_TRUE(library->counts().rebuild_due);
    ASSERT_TRUE(library->finish_rebuild().ok());
    EXPECT_FALSE(library->counts().rebuild_due);
  }
  EXPECT_EQ(format_on_disk(), our_format());
  const auto library = opened();
  EXPECT_THAT(library->notices(), IsEmpty());
  EXPECT_FALSE(library->counts().rebuild_due);
  EXPECT_EQ(titles(), "Rebuilt");
}

TEST_F(OlderFormat, what_came_between_the_start_and_the_rebuild_is_replaced_with_it) {
  const auto library = opened_sealing();
  put(*library, prepared("b.txt", "Sealed since"));
  ASSERT_TRUE(library->seal_if_large().ok());
  adopt(*library, "c.txt", "Built since", false);
  put(*library, prepared("d.txt", "Fresh since"));
  begin_rebuild(*library);
  EXPECT_EQ(titles(), "Built since | Fresh | Fresh since | Sealed | Sealed since");
  ASSERT_TRUE(library->finish_rebuild().ok());
  EXPECT_EQ(titles(), "Rebuilt");
}

TEST_F(OlderFormat, what_comes_during_the_rebuild_stays) {
  const auto library = opened_sealing();
  begin_rebuild(*library);
  put(*library, prepared("b.txt", "Sealed since"));
  ASSERT_TRUE(library->seal_if_large().ok());
  adopt(*library, "c.txt", "Built since", false);
  put(*library, prepared("d.txt", "Fresh since"));
  ASSERT_TRUE(library->finish_rebuild().ok());
  EXPECT_EQ(titles(), "Built since | Fresh since | Rebuilt | Sealed since");
}

TEST_F(OlderFormat, a_format_that_cannot_be_written_leaves_the_rebuild_due_at_the_next_start) {
  {
    const auto library = opened();
    begin_rebuild(*library);
    files_.fail(FileCall::kWrite, "format", ENOSPC);
    const auto finished = library->finish_rebuild();
    ASSERT_FALSE(finished.ok());
    EXPECT_EQ(finished.error().code, ErrorCode::kOutOfSpace);
    EXPECT_TRUE(library->counts().rebuild_due);
    EXPECT_EQ(titles(), "Rebuilt");
    files_.heal();
  }
  const auto library = opened();
  EXPECT_TRUE(library->counts().rebuild_due);
  EXPECT_EQ(titles(), "Rebuilt");
  begin_rebuild(*library);
  ASSERT_TRUE(library->finish_rebuild().ok());
  EXPECT_FALSE(library->counts().rebuild_due);
  EXPECT_EQ(titles(), "Rebuilt");
}

TEST_F(OlderFormat, a_format_that_cannot_be_written_fails_no_publish_and_one_writes_it_at_last) {
  const auto library = opened();
  begin_rebuild(*library);
  files_.fail(FileCall::kWrite, "format", ENOSPC);
  EXPECT_FALSE(library->finish_rebuild().ok());
  put(*library, prepared("late.txt", "Late"));
  EXPECT_TRUE(library->counts().rebuild_due);
  EXPECT_EQ(titles(), "Late | Rebuilt");
  files_.heal();
  ASSERT_TRUE(library->publish().ok());
  EXPECT_FALSE(library->counts().rebuild_due);
  EXPECT_EQ(format_on_disk(), our_format());
}

TEST_F(OlderFormat, a_rebuild_that_no_manifest_lists_does_not_change_the_format) {
  {
    const auto library = opened();
    begin_rebuild(*library);
    files_.fail(FileCall::kWrite, "XAPIANDB", ENOSPC);
    EXPECT_FALSE(library->finish_rebuild().ok());
    EXPECT_TRUE(library->counts().rebuild_due);
    files_.heal();
  }
  EXPECT_EQ(format_on_disk(), "0\n");
  const auto library = opened();
  EXPECT_TRUE(library->counts().rebuild_due);
  EXPECT_EQ(titles(), "Fresh | Sealed");
}

TEST_F(OlderFormat, a_rebuild_that_is_listed_later_changes_the_format_then) {
  const auto library = opened();
  begin_rebuild(*library);
  files_.fail(FileCall::kWrite, "XAPIANDB", ENOSPC);
  EXPECT_FALSE(library->finish_rebuild().ok());
  files_.heal();
  ASSERT_TRUE(library->publish().ok());
  EXPECT_FALSE(library->counts().rebuild_due);
  EXPECT_EQ(format_on_disk(), our_format());
  EXPECT_EQ(titles(), "Rebuilt");
}

TEST_F(OlderFormat, a_format_that_makes_no_sense_is_an_older_one) {
  for (const std::string& garbage : {std::string("garbage"), std::string(1000, '9')}) {
    folder_.write("index/format", garbage);
    const auto library = opened();
    EXPECT_TRUE(library->counts().rebuild_due) << garbage.size();
    EXPECT_EQ(titles(), "Fresh | Sealed") << garbage.size();
  }
}

TEST_F(OlderFormat, needs_no_rebuild_when_none_of_its_segments_is_left) {
  folder_.write("index/XAPIANDB", "of another kind");
  const auto library = opened();
  EXPECT_THAT(library->notices(), ElementsAre(HasSubstr("built anew")));
  EXPECT_FALSE(library->counts().rebuild_due);
  EXPECT_EQ(format_on_disk(), our_format());
  EXPECT_EQ(titles(), "");
}

TEST_F(OlderFormat, needs_no_rebuild_when_it_is_empty) {
  {
    const auto library = opened();
    ASSERT_TRUE(library->begin_rebuild().ok());
    ASSERT_TRUE(library->finish_rebuild().ok());
  }
  folder_.write("index/format", "0\n");
  const auto library = opened();
  EXPECT_THAT(library->notices(), IsEmpty());
  EXPECT_FALSE(library->counts().rebuild_due);
}

// --- documents that this version cannot read ---------------------------------------------------

struct Change {
  const char* name;
  void (*make)(Xapian::Document& document);
};

class UnreadableDocuments : public OlderFormat, public testing::WithParamInterface<Change> {
 protected:
  void change(const std::string& segment) {
    Xapian::WritableDatabase database(at("segments/" + segment), Xapian::DB_OPEN);
    Xapian::Document document = database.get_document(1);
    GetParam().make(document);
    database.replace_document(1, document);
    database.commit();
  }
};

TEST_P(UnreadableDocuments, in_a_sealed_segment_put_it_into_quarantine_and_the_others_answer) {
  change("00000001");
  const auto library = opened();
  ASSERT_NE(library, nullptr);
  EXPECT_THAT(library->notices(), ElementsAre(HasSubstr("this version cannot read its documents"),
                                              HasSubstr("older format")));
  EXPECT_TRUE(files_.status(at("quarantine/00000001")).ok());
  EXPECT_EQ(titles(), "Fresh");
  begin_rebuild(*library);
  ASSERT_TRUE(library->finish_rebuild().ok());
  EXPECT_EQ(titles(), "Rebuilt");
}

TEST_P(UnreadableDocuments, in_the_fresh_segment_put_it_into_quarantine_and_the_others_answer) {
  change("00000002");
  const auto library = opened();
  ASSERT_NE(library, nullptr);
  EXPECT_TRUE(files_.status(at("quarantine/00000002")).ok());
  put(*library, prepared("new.txt", "New"));
  EXPECT_EQ(titles(), "New | Sealed");
}

TEST_P(UnreadableDocuments, everywhere_leave_an_empty_library_that_is_ours) {
  change("00000001");
  change("00000002");
  const auto library = opened();
  ASSERT_NE(library, nullptr);
  EXPECT_FALSE(library->counts().rebuild_due);
  EXPECT_EQ(library->counts().articles, 0U);
  EXPECT_EQ(format_on_disk(), our_format());
}

INSTANTIATE_TEST_SUITE_P(
    All, UnreadableDocuments,
    testing::Values(
        Change{"of_no_known_kind", [](auto& d) { d.remove_term(std::string(kArticleTerm)); }},
        Change{"without_a_file", [](auto& d) { d.remove_value(slot::kFile); }},
        Change{"with_another_file_slot", [](auto& d) { d.add_value(slot::kFile, "\xFF"); }},
        Change{"with_another_record", [](auto& d) { d.set_data("{\"title\": \"Old\"}"); }}),
    [](const auto& tested) { return tested.param.name; });

}  // namespace
}  // namespace quire::store
