import Cryptography
import Ledger
import Testing

@Suite("默克尔树与证明")
struct MerkleTests {
    private func leaves(_ count: Int) -> [Digest] { (0..<count).map { MerkleTree.leaf([UInt8($0)]) } }

    @Test("根与证书透明度公开的测试向量一致（RFC 6962）")
    func knownRoots() throws {
        let inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
        let leaves = try inputs.map { MerkleTree.leaf(try #require(Hex.bytes($0))) }
        #expect(MerkleTree.root([]).hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(
            MerkleTree.root(leaves[..<1]).hex == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")
        #expect(MerkleTree.root(leaves[...]).hex == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")
    }

    @Test("逐条追加的根与整树计算的根相同，存取后不变")
    func frontier() throws {
        var frontier = MerkleFrontier()
        let leaves = leaves(70)
        for (index, leaf) in leaves.enumerated() {
            #expect(frontier.root == MerkleTree.root(leaves[..<index]))
            frontier = try #require(MerkleFrontier(size: frontier.size, hex: frontier.hex))
            frontier.append(leaf)
        }
        #expect(frontier.root == MerkleTree.root(leaves[...]))
        #expect(MerkleFrontier(size: frontier.size + 1, hex: frontier.hex) == nil)
    }

    @Test("每个位置的存在证明成立，换位置、换叶或换根都不成立")
    func inclusion() throws {
        for size in 1...17 {
            let leaves = leaves(size)
            let root = MerkleTree.root(leaves[...])
            for position in 0..<size {
                let proof = try #require(InclusionProof(of: position, in: leaves))
                #expect(proof.proves(leaves[position], under: root))
                #expect(!proof.proves(MerkleTree.leaf([200]), under: root))
                #expect(!proof.proves(leaves[position], under: MerkleTree.emptyRoot))
                let moved = InclusionProof(position: position + 1, size: size, path: proof.path)
                #expect(!moved.proves(leaves[position], under: root))
            }
        }
    }
}
