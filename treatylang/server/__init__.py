"""The language server: what an editor shows of a draft while it is written.

``names`` says what stands at a place and where else it is spoken of, ``positions`` turns places
into the protocol's, ``desk`` holds the open documents and reads them, ``behind`` runs the checker
in a process of its own, ``answers`` makes what the editor asks for, and ``serve`` speaks the
protocol.
"""
