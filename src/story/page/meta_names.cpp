#include "story/page/meta_names.h"

#include <algorithm>
#include <unordered_map>

#include "story/page/characters.h"

namespace dragoman::story::page {
namespace {

// Open Graph, schema.org, Dublin Core, Parse.ly, Sailthru, Highwire ("citation_…"), Cxense and what large publishers
// use.
constexpr MetaName kMetaNames[] = {
    {"og:url", Field::address, 5},
    {"application-name", Field::application, 5},
    {"apple-mobile-web-app-title", Field::application, 4},
    {"citation_author", Field::author, 9},
    {"citation_authors", Field::author, 9},
    {"article:author_name", Field::author, 8},
    {"byl", Field::author, 8},
    {"parsely-author", Field::author, 8},
    {"sailthru.author", Field::author, 8},
    {"article-author", Field::author, 7},
    {"article.author", Field::author, 7},
    {"author", Field::author, 7},
    {"authors", Field::author, 7},
    {"cxenseparse:author", Field::author, 6},
    {"dc.creator", Field::author, 6},
    {"dcterms.creator", Field::author, 6},
    {"og:article:author", Field::author, 6},
    {"og:author", Field::author, 6},
    {"rbauthors", Field::author, 6},
    {"shareaholic:article_author_name", Field::author, 6},
    {"twitter:data1", Field::author, 6},
    {"article:author", Field::author, 5},
    {"creator", Field::author, 5},
    {"dc.contributor", Field::author, 3},
    {"date.created", Field::created, 4},
    {"datecreated", Field::created, 4},
    {"dc.date.created", Field::created, 4},
    {"dcterms.created", Field::created, 4},
    {"article:create_at", Field::created, 3},
    {"created", Field::created, 3},
    {"twitter:label1", Field::label, 0},
    {"content-language", Field::language, 3},
    {"dc.language", Field::language, 3},
    {"dcterms.language", Field::language, 3},
    {"inlanguage", Field::language, 3},
    {"language", Field::language, 2},
    {"og:locale", Field::locale, 5},
    {"articlesection", Field::meta_section, 8},
    {"parsely-section", Field::meta_section, 8},
    {"section", Field::meta_section, 6},
    {"cxenseparse:section", Field::meta_section, 5},
    {"category", Field::meta_section, 3},
    {"article:modified_time", Field::modified, 9},
    {"article:modified", Field::modified, 8},
    {"datemodified", Field::modified, 8},
    {"article_date_updated", Field::modified, 7},
    {"date_modified", Field::modified, 7},
    {"modified-time", Field::modified, 7},
    {"modified-date", Field::modified, 7},
    {"modified_date", Field::modified, 7},
    {"modified_time", Field::modified, 7},
    {"og:article:modified_time", Field::modified, 7},
    {"og:modified_time", Field::modified, 7},
    {"og:updated_time", Field::modified, 7},
    {"shareaholic:article_modified_time", Field::modified, 7},
    {"dc.date.modified", Field::modified, 6},
    {"dcterms.modified", Field::modified, 6},
    {"updated_time", Field::modified, 6},
    {"last-updated", Field::modified, 5},
    {"last_updated", Field::modified, 5},
    {"lastmod", Field::modified, 5},
    {"revised", Field::modified, 4},
    {"last-modified", Field::modified, 3},
    {"og:title", Field::og_title, 5},
    {"article:published_time", Field::published, 9},
    {"article:published", Field::published, 8},
    {"article_date_original", Field::published, 8},
    {"datepublished", Field::published, 8},
    {"og:article:published_time", Field::published, 8},
    {"og:published_time", Field::published, 8},
    {"originalpublicationdate", Field::published, 8},
    {"article-published_time", Field::published, 7},
    {"article.published", Field::published, 7},
    {"bt:pubdate", Field::published, 7},
    {"date_published", Field::published, 7},
    {"og:publish_date", Field::published, 7},
    {"parsely-pub-date", Field::published, 7},
    {"pubdate", Field::published, 7},
    {"publication-date", Field::published, 7},
    {"publication_date", Field::published, 7},
    {"publish-date", Field::published, 7},
    {"publish_date", Field::published, 7},
    {"publishdate", Field::published, 7},
    {"published-date", Field::published, 7},
    {"published_date", Field::published, 7},
    {"publisheddate", Field::published, 7},
    {"published_at", Field::published, 7},
    {"published_time", Field::published, 7},
    {"rnews:datepublished", Field::published, 7},
    {"shareaholic:article_published_time", Field::published, 7},
    {"citation_online_date", Field::published, 6},
    {"cxenseparse:publishtime", Field::published, 6},
    {"cxenseparse:recs:publishtime", Field::published, 6},
    {"dc.date.issued", Field::published, 6},
    {"dcterms.issued", Field::published, 6},
    {"displaydate", Field::published, 6},
    {"og:pubdate", Field::published, 6},
    {"published", Field::published, 6},
    {"sailthru.date", Field::published, 6},
    {"citation_date", Field::published, 5},
    {"citation_publication_date", Field::published, 5},
    {"dc.date", Field::published, 5},
    {"dcterms.date", Field::published, 5},
    {"date", Field::published, 4},
    {"release_date", Field::published, 4},
    {"citation_journal_title", Field::publisher, 6},
    {"dc.publisher", Field::publisher, 5},
    {"dcterms.publisher", Field::publisher, 5},
    {"publisher", Field::publisher, 4},
    {"article:section", Field::section, 9},
    {"og:section", Field::section, 7},
    {"og:site_name", Field::site, 9},
    {"citation_title", Field::title, 8},
    {"parsely-title", Field::title, 7},
    {"hdl", Field::title, 6},
    {"headline", Field::title, 6},
    {"sailthru.title", Field::title, 6},
    {"dc.title", Field::title, 4},
    {"dcterms.title", Field::title, 4},
    {"title", Field::title, 2},
    {"twitter:title", Field::twitter_title, 5},
};

}  // namespace

const MetaName* meta_name(std::string_view name) {
    static const auto* const map = [] {
        auto* made = new std::unordered_map<std::string_view, const MetaName*>();
        for (const MetaName& each : kMetaNames) made->emplace(each.name, &each);
        return made;
    }();
    char key[40];
    if (name.empty() || name.size() > sizeof key) return nullptr;
    std::transform(name.begin(), name.end(), key, lower);
    const auto found = map->find(std::string_view(key, name.size()));
    return found == map->end() ? nullptr : found->second;
}

}  // namespace dragoman::story::page
