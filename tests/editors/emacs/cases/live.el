;;; live.el --- Searching while a query is typed  -*- lexical-binding: t; -*-

;;; Code:

(require 'support)

(defmacro quire-test-with-prompt (live &rest body)
  "Do BODY in a buffer that stands for the minibuffer of LIVE, a new search."
  (declare (indent 1))
  `(with-temp-buffer
     (let ((,live (make-quire-live)) (quire-live-preview nil))
       (quire-live--setup ,live)
       ,@body)))

(defun quire-test-type (text)
  "Type TEXT key by key, as fast as it goes."
  (seq-do (lambda (key)
            (insert key)
            (run-hooks 'post-command-hook))
          text))

(defun quire-test-candidates (live)
  "Return the candidates of LIVE, as soon as there are any."
  (quire-test-until (lambda () (quire-live-candidates live)))
  (mapcar #'substring-no-properties (quire-live-candidates live)))

(ert-deftest what-is-typed-brings-candidates-in-the-daemons-order ()
  (quire-test-with-prompt live
    (quire-test-type "\"civilian pol")
    (should (string-match-p "\\`Velmark to put border police"
                            (car (quire-test-candidates live))))
    (should (equal "2 found" (quire-live-status live)))
    (should (string-match-p "\n> Velmark to put .*\n  "
                            (overlay-get (quire-live-overlay live) 'after-string)))))

(ert-deftest titles-that-are-equal-stand-for-different-articles ()
  (let* ((live (make-quire-live)) (hit (list :title "Same" :path "/a" :title_highlights []))
         (other (list :title "Same" :path "/b" :title_highlights [])))
    (quire-live--take live (list :hits (vector hit other) :total (list :value 2 :exact t)))
    (should (equal '("Same" "Same <2>")
                   (mapcar #'substring-no-properties (quire-live-candidates live))))
    (should (eq other (gethash "Same <2>" (quire-live-hits live))))))

(ert-deftest the-selection-goes-round ()
  (quire-test-with-prompt live
    (quire-test-type "comet")
    (let ((candidates (quire-test-candidates live)))
      (quire-live-previous)
      (should (equal (car (last candidates)) (quire-hit-title (quire-live--selected live))))
      (quire-live-next)
      (should (equal (car candidates) (quire-hit-title (quire-live--selected live)))))))

(ert-deftest the-selection-is-seen-however-low-the-frame-is ()
  (cl-letf (((symbol-function 'frame-height) (lambda (&rest _) 8)))
    (quire-test-with-prompt live
      (quire-test-type "comet")
      (should (> (length (quire-test-candidates live)) 3))
      (dotimes (_ 3) (quire-live-next))
      (quire-live--draw live)
      (let ((shown (overlay-get (quire-live-overlay live) 'after-string)))
        (should (= 3 (cl-count ?\n shown)))
        (should (string-match-p (concat "\n> " (regexp-quote (nth 3 (quire-live-candidates live))))
                                shown))))))

;; A daemon that is quick enough has answered each before it reads the next: then they are typed again.
(ert-deftest typing-fast-cancels-the-older-searches ()
  (let ((cancelled 0) (rounds 0))
    (unwind-protect
        (quire-test-with-prompt live
          (cl-letf* ((answered (symbol-function 'quire-rpc--error-of))
                     ((symbol-function 'quire-rpc--error-of)
                      (lambda (&rest arguments)
                        (let ((failure (apply answered arguments)))
                          (when (quire-rpc-cancelled-p failure) (cl-incf cancelled))
                          failure))))
            (while (and (= cancelled 0) (< rounds 20))
              (cl-incf rounds)
              (erase-buffer)
              (run-hooks 'post-command-hook)
              (quire-test-signal "STOP")
              (quire-test-type "xylophone")
              (quire-test-signal "CONT")
              (should (equal '("Letters of many bytes") (quire-test-candidates live))))
            (should (> cancelled 0))))
      (quire-test-signal "CONT"))))

(ert-deftest an-empty-prompt-has-no-candidates ()
  (quire-test-with-prompt live
    (quire-test-type "comet")
    (quire-test-candidates live)
    (erase-buffer)
    (run-hooks 'post-command-hook)
    (should-not (quire-live-candidates live))
    (should (equal "" (quire-live-status live)))))

(ert-deftest a-query-that-does-not-parse-yet-finds-something ()
  (quire-test-with-prompt live
    (quire-test-type "(comet OR \"civil")
    (should (quire-test-candidates live))))

;;; live.el ends here
