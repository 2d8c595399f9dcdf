//! Articles to documents: one stage a room, each a function from the layers that it reads to the layer it makes.

pub mod coref;
pub mod network;
pub mod quote;
pub mod sentence;
pub mod timex;
pub mod token;

use document::{Article, Document, Sentences, Syntax, Tokens};
use knowledge::Knowledge;

/// Reads one article. Total: any text gives a document.
pub fn understand(article: Article, knowledge: &Knowledge) -> Document {
    understand_as(article, knowledge, quote::Convention::default())
}

/// The same, with attributions by the habits of a corpus.
pub fn understand_as(article: Article, knowledge: &Knowledge, convention: quote::Convention) -> Document {
    let tokens = token::split(&article.text, &article.blocks);
    let sentences = sentence::split(&article, &tokens);
    layers(article, tokens, sentences, knowledge, convention)
}

/// The same where tokens and sentences are given.
pub fn understand_segmented(
    article: Article,
    tokens: Tokens,
    sentences: Sentences,
    knowledge: &Knowledge,
) -> Document {
    layers(article, tokens, sentences, knowledge, quote::Convention::default())
}

fn layers(
    article: Article,
    tokens: Tokens,
    sentences: Sentences,
    knowledge: &Knowledge,
    convention: quote::Convention,
) -> Document {
    // One encoder reads the words once for all three layers: docs/decisions/0002-one-encoder.md.
    let (words, trees, names, states) =
        network::read(&article.text, &tokens, &sentences, &knowledge.language);
    let timexes = timex::find(&article, &tokens, &sentences, &words);
    let syntax =
        Syntax { text: &article.text, tokens: &tokens, sentences: &sentences, words: &words, trees: &trees };
    let attributions =
        quote::attribute(&article, &names, syntax, &states, &knowledge.attributing, convention);
    let (mentions, entities) = coref::link(&article, &names, syntax, &attributions, &knowledge.actors);
    Document {
        article,
        tokens,
        sentences,
        words,
        trees,
        states,
        names,
        timexes,
        mentions,
        entities,
        attributions,
    }
}
