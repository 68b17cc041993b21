// Somebody else's records → stories: which of their fields holds what a story has.
//
// A story's own names come first ("title"), then names that news data commonly uses for the same
// ("headline"), told without case and signs ("published_at" is "publishedAt"). A map given by the
// user says it instead for the fields that it names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dragoman/engine.h"
#include "result.h"

namespace dragoman::story {

class Mapping {
public:
    /// Known names only.
    Mapping() = default;
    /// "title=headline,text=lead+body,published=meta.date": of several sources those that are there are
    /// joined, as paragraphs; dots lead into nested objects. An error says which part is wrong.
    static Result<Mapping> parse(std::string_view text);
    /// As it was given; empty for known names only.
    const std::string& text() const { return text_; }

    /// What a table must be read for: the indexes into `names` of columns that hold something of a story,
    /// in order; those of its text stand in `text` too. An error when a column that was asked for is not
    /// there, or none holds the text; it says which there are.
    struct Columns {
        std::vector<std::size_t> wanted, text;
    };
    Result<Columns> columns(const std::vector<std::string>& names, std::string_view where) const;

    /// Are these the names of a table of stories, as far as known names tell: a text and something besides?
    static bool table_of_stories(const std::vector<std::string>& names);

private:
    friend class MappedObject;
    struct Source {
        std::string field;  ///< of a story
        std::vector<std::string> names;
    };
    const Source* given(std::string_view field) const;

    std::string text_;
    std::vector<Source> sources_;
};

/// One story from a JSON object; errors say which field is wrong.
Result<Story> parse_json(std::string_view json, std::string_view where, const Mapping& mapping = {});

/// The stories in a JSON object: the one that it is, or those of the first list in it that holds some, as answers of
/// interfaces have them: {"status": "ok", "articles": [{…}, …]}, {"response": {"results": […]}}.
Result<std::vector<Story>> parse_json_stories(std::string_view json, std::string_view where,
                                              const Mapping& mapping = {});

}  // namespace dragoman::story
