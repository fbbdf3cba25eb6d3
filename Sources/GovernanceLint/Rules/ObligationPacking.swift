// How the documents that rules cite are written down and read back.

extension ObligationDocument {
  static func pack(_ documents: inout [ObligationDocument], _ packing: inout Packing) {
    packing.list(&documents, blank: ObligationDocument(name: "", title: "", obligations: [])) { document, packing in
      packing.text(&document.name)
      packing.text(&document.title)
      packing.list(&document.obligations, blank: Obligation(id: "", section: "", duty: "", isLintable: false)) { item, packing in
        packing.text(&item.id)
        packing.text(&item.section)
        packing.text(&item.duty)
        packing.flag(&item.isLintable)
        packing.optional(&item.because, blank: "") { text, packing in packing.text(&text) }
      }
    }
  }
}
