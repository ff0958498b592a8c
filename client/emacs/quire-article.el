;;; quire-article.el --- What was found: showing, visiting and citing it  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: GPL-2.0-or-later

;;; Commentary:

;; A hit is a plist as the daemon sends it, see PROTOCOL.md.  Its offsets
;; count Unicode code points, as the positions of Emacs do.

;;; Code:

(require 'cl-lib)
(require 'diff-mode)
(require 'pulse)
(require 'subr-x)
(require 'url-util)
(require 'xref)
(require 'quire-rpc)

(defface quire-title '((t :inherit bold))
  "Titles of articles." :group 'quire)
(defface quire-match '((t :inherit match))
  "Words that were found." :group 'quire)
(defface quire-details '((t :inherit font-lock-comment-face))
  "Date, source and place of articles." :group 'quire)
(defface quire-removed '((t :inherit diff-removed :strike-through t))
  "What a version of an article has no more." :group 'quire)
(defface quire-added '((t :inherit diff-added))
  "What a version of an article has more." :group 'quire)
(defface quire-notice '((t :inherit warning))
  "What the daemon has to say about a search." :group 'quire)

(defcustom quire-cite-format "%t{, %s}{, %d}{, %f}"
  "How an article is cited.
%t is the title, %a the authors, %s the source, %c the section,
%d the date, %p the place, %f the file, %l the line, %u the file's
URI, %i the article's id, %% a percent sign.  What stands in
braces is left out when a field in it is empty.  Or a function
that gets the hit, a plist, and returns the text."
  :type '(choice string function)
  :group 'quire)

;;; Fields

(defun quire-hit-date (hit)
  "Return the day on which HIT was published, or an empty string."
  (let ((published (plist-get hit :published)))
    (if (and published (>= (length published) 10)) (substring published 0 10) "")))

(defun quire-hit-authors (hit)
  "Return the authors of HIT, separated by commas."
  (string-join (append (plist-get hit :authors) nil) ", "))

(defun quire-hit-title (hit)
  "Return the title of HIT, on one line."
  (let ((title (or (plist-get hit :title) "")))
    (if (string-empty-p title)
        (file-name-nondirectory (plist-get hit :path))
      (replace-regexp-in-string "[\n\t]" " " title))))

(defun quire-hit-standing (hit)
  "Return what is special about HIT: that its story has versions, and so on.
Of a version in a list of its story it is which one it is."
  (let ((state (plist-get hit :state)) (version (or (plist-get hit :version) ""))
        (versions (or (plist-get hit :versions) 1)))
    (string-join
     (delq nil (if state
                   (list (unless (string-empty-p version) (concat "version " version))
                         (unless (equal state "current") state))
                 (list (when (> versions 1) (format "%d versions" versions))
                       (when (eq (plist-get hit :withdrawn) t) "withdrawn")
                       (when (plist-get hit :again) "updated"))))
     ", ")))

(defun quire-hit--when-and-who (hit)
  "Return a list of when and by whom HIT was published.
Versions of a story may be of one day: of these it is the time."
  (let ((source (or (plist-get hit :source) "")))
    (if (not (plist-get hit :state))
        (list (quire-hit-date hit) source)
      (list (replace-regexp-in-string "T\\(..:..\\).*" " \\1" (plist-get hit :published))
            (if (string-empty-p source) (or (plist-get hit :agency) "") source)))))

(defun quire-hit-details (hit)
  "Return date, source, place and standing of HIT, as far as there are any."
  (string-join (cl-remove-if #'string-empty-p
                             (append (quire-hit--when-and-who hit)
                                     (list (or (plist-get hit :place) "")
                                           (quire-hit-standing hit))))
               "  "))

(defun quire-hit-publishers (publishers)
  "Return PUBLISHERS of a story and how many of its versions each has."
  (mapconcat (lambda (publisher)
               (format "%s %d" (plist-get publisher :value) (plist-get publisher :count)))
             publishers ", "))

(defun quire-highlighted (text pairs face)
  "Return a copy of TEXT with FACE on PAIRS of a start and a length."
  (let ((copy (copy-sequence text)))
    (seq-do (lambda (pair)
              (let ((start (min (aref pair 0) (length copy))))
                (add-face-text-property
                 start (min (length copy) (+ start (aref pair 1))) face nil copy)))
            pairs)
    copy))

(defun quire-hit-file (hit)
  "Return the file of HIT, as Emacs names it.
It is taken from the URI, since the path cannot tell bytes that are not UTF-8."
  (let* ((uri (or (plist-get hit :uri) ""))
         (path (if (string-prefix-p "file://" uri)
                   (decode-coding-string
                    (url-unhex-string (substring uri (length "file://")) t)
                    (or file-name-coding-system default-file-name-coding-system 'utf-8))
                 (plist-get hit :path))))
    (if (find-file-name-handler path 'file-remote-p) (concat "/:" path) path)))

(defun quire-hit-shown-file (hit)
  "Return the file of HIT on one line, for people to read."
  (replace-regexp-in-string "[[:cntrl:]]" " " (abbreviate-file-name (plist-get hit :path))))

(defun quire-file-uri (file)
  "Return the URI of FILE."
  (let ((path (file-name-unquote (file-truename file))))
    (concat "file://"
            (url-hexify-string
             (encode-coding-string
              path (or file-name-coding-system default-file-name-coding-system 'utf-8))
             (cons ?/ url-unreserved-chars)))))

;;; Visiting

(defun quire-hit--go-to (hit)
  "Go to the line and the column of HIT in this buffer."
  (let ((position (save-restriction
                    (widen)
                    (goto-char (point-min))
                    (forward-line (1- (plist-get hit :line)))
                    (min (line-end-position) (+ (point) (1- (plist-get hit :column)))))))
    (unless (<= (point-min) position (point-max)) (widen))
    (goto-char position)))

(defun quire-hit-visit (hit &optional display query)
  "Visit the file of HIT at the line and column of its first match.
DISPLAY is called with the buffer; by default `switch-to-buffer'.
What lies in an archive is shown as the daemon reads it, with the
words of QUERY highlighted."
  (let ((file (quire-hit-file hit)))
    (unless (file-readable-p file)
      (user-error "%s is gone or cannot be read" file))
    (let ((buffer (find-file-noselect file)))
      (if (with-current-buffer buffer (derived-mode-p 'archive-mode 'tar-mode))
          (quire-article-show hit query (or display #'pop-to-buffer))
        (xref-push-marker-stack)
        (funcall (or display #'switch-to-buffer) buffer)
        (quire-hit--go-to hit)
        (recenter)
        (unless noninteractive (pulse-momentary-highlight-one-line (point)))))))

;;; Showing

(defvar-local quire-article--hit nil
  "The article that this buffer shows.")

(define-derived-mode quire-article-mode special-mode "Article"
  "Major mode for an article as quired reads it."
  (setq-local word-wrap t))

(define-key quire-article-mode-map (kbd "RET") #'quire-article-visit)

(defun quire-article-visit ()
  "Visit the file of the article in this buffer."
  (interactive nil quire-article-mode)
  (quire-hit-visit quire-article--hit))

(defun quire-article--fill (article hit)
  "Fill the current buffer with ARTICLE, which HIT found."
  (let ((inhibit-read-only t) (start nil))
    (quire-article-mode)
    (setq quire-article--hit hit)
    (erase-buffer)
    (insert (propertize (quire-highlighted (plist-get article :title)
                                           (plist-get article :title_highlights)
                                           'quire-match)
                        'font-lock-face 'quire-title)
            "\n"
            (propertize (string-join
                         (cl-remove-if #'string-empty-p
                                       (list (quire-hit-details article)
                                             (quire-hit-authors article)))
                         "  ")
                        'face 'quire-details)
            "\n" (propertize (quire-hit-shown-file article) 'face 'quire-details) "\n\n")
    (setq start (point))
    (insert (quire-highlighted (plist-get article :text) (plist-get article :highlights)
                               'quire-match))
    (goto-char (let ((first (append (plist-get article :highlights) nil)))
                 (if first (+ start (aref (car first) 0)) (point-min))))))

(defun quire-article-show (hit query &optional display)
  "Show the article of HIT with the words of QUERY, or nil, highlighted.
DISPLAY is called with the buffer and returns when it is shown;
by default it is shown in another window that is not selected."
  (quire-rpc-request
   'get (append (list :id (plist-get hit :id)) (and query (list :query query)))
   (lambda (article failure)
     (if failure
         (message "quire: %s" (quire-rpc-error-text failure))
       (let ((buffer (get-buffer-create "*quire article*")))
         (with-current-buffer buffer (quire-article--fill article hit))
         (funcall (or display #'display-buffer) buffer)
         (when-let ((window (get-buffer-window buffer)))
           (set-window-point window (with-current-buffer buffer (point)))))))))

;;; Citing

(defun quire-cite--fields (hit)
  "Return what each character of `quire-cite-format' stands for in HIT."
  `((?t . ,(quire-hit-title hit)) (?a . ,(quire-hit-authors hit))
    (?s . ,(or (plist-get hit :source) "")) (?c . ,(or (plist-get hit :section) ""))
    (?d . ,(quire-hit-date hit)) (?p . ,(or (plist-get hit :place) ""))
    (?f . ,(quire-hit-file hit)) (?l . ,(number-to-string (or (plist-get hit :line) 1)))
    (?u . ,(or (plist-get hit :uri) "")) (?i . ,(or (plist-get hit :id) "")) (?% . "%")))

(defun quire-cite--group-empty-p (group fields)
  "Tell whether a field in GROUP, a part of a format, is empty in FIELDS."
  (cl-some (lambda (field)
             (and (string-empty-p (cdr field)) (string-search (format "%%%c" (car field)) group)))
           fields))

(defun quire-cite-text (hit)
  "Return the citation of HIT, as `quire-cite-format' has it."
  (if (functionp quire-cite-format)
      (funcall quire-cite-format hit)
    (let* ((fields (quire-cite--fields hit))
           (format (replace-regexp-in-string
                    "{\\([^}]*\\)}"
                    (lambda (whole)
                      (let ((group (substring whole 1 -1)))
                        (if (quire-cite--group-empty-p group fields) "" group)))
                    quire-cite-format t t)))
      (replace-regexp-in-string
       "%\\(.\\)"
       (lambda (whole) (or (cdr (assq (aref whole 1) fields)) whole))
       format t t))))

(provide 'quire-article)

;;; quire-article.el ends here
