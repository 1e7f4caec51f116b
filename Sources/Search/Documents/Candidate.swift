/// A package that may answer a query, with what it is found by, which is worked out once.
struct Candidate {
  let document: SearchDocument
  let terms: DocumentTerms

  init(_ document: SearchDocument) {
    self.document = document
    terms = DocumentTerms(document)
  }
}
